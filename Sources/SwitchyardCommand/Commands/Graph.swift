import ArgumentParser
import Runbook
import Switchyard

extension GraphFormat: ExpressibleByArgument {}

struct Graph: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph",
        abstract: "Draws the compiled plan with its rollback edges and its point of no return.")

    @ArgumentParser.Argument(help: ArgumentHelp("The runbook, by path or by name in runbooks/.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("text, dot (Graphviz) or mermaid.", valueName: "format"))
    var format = GraphFormat.text

    @OptionGroup var input: InputOptions

    func run() async throws {
        var request = RunRequest(runbook: file, environment: input.environment)
        request.parameters = input.parameters
        request.mode = input.mode
        request.libraries = input.library
        let text = try format.draw(request)
        Output.write(text.hasSuffix("\n") ? text : text + "\n")
    }
}
