import ArgumentParser
import Runbook
import Switchyard

struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explains a diagnostic code, with an example of each kind.")

    @ArgumentParser.Argument(
        help: ArgumentHelp("A code such as SY101; without one, all codes are listed.", valueName: "code"))
    var code: String?

    func run() async throws {
        guard let code else {
            return Output.write(RulePages.all.map { "\($0.code)  \($0.title)\n" }.joined())
        }
        guard let page = RulePages.page(code) else {
            throw ValidationError(
                "There is no code \"\(code)\"."
                    + Suggestion.question(for: code.uppercased(), among: RulePages.all.map(\.code)))
        }
        Output.write(RulePages.text(of: page, style: Terminal.style))
    }
}
