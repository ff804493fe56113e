import ArgumentParser
import Runbook
import Switchyard

extension Strategy: ExpressibleByArgument {}

struct New: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Prints a commented runbook to start from; it checks clean.")

    @Option(help: ArgumentHelp("immediate, gradual, canary, blue_green or custom.", valueName: "strategy"))
    var strategy: Strategy

    @Option(help: ArgumentHelp("The runbook's name.", valueName: "name"))
    var name: String?

    func validate() throws {
        guard let name else { return }
        let isName =
            (name.utf8.first.map { (97...122).contains($0) } ?? false)
            && name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
        if !isName {
            throw ValidationError("--name must be small letters, digits and underscores, and begin with a letter.")
        }
    }

    func run() async throws { Output.write(RunbookTemplate.text(for: strategy, named: name)) }
}
