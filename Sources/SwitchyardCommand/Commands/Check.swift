import ArgumentParser
import Runbook
import Switchyard

extension DiagnosticFormat: ExpressibleByArgument {}

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Validates runbooks, environments and fault plans; reports everything in one pass.",
        discussion: """
            Without --environment the regions and services of a runbook are those that it names. With --prove a runbook without
            errors is also proved for up to one fault, from regions as its environment declares them, in two seconds at most;
            "switchyard prove" goes further, and begins where you say.
            Exit code 0: nothing found; 1: diagnostics; 2: a file could not be read.
            """)

    @ArgumentParser.Argument(help: ArgumentHelp("The files to check.", valueName: "file"))
    var files: [String]

    @Option(
        help: ArgumentHelp("human, json (an array), sarif (2.1.0) or github (workflow commands).", valueName: "format"))
    var format = DiagnosticFormat.human

    @OptionGroup var input: InputOptions

    @Flag(help: "Warnings alone do not fail the check.")
    var allowWarnings = false

    @Flag(help: "Also tries every outcome with one fault; needs --environment.")
    var prove = false

    func validate() throws {
        guard !prove || input.environment != nil else {
            throw ValidationError("--prove needs --environment, which says where the regions begin.")
        }
    }

    func run() async throws {
        let check = CheckRun(
            files, environment: input.environment, libraries: input.library, parameters: input.parameters,
            mode: input.mode, proves: prove)
        Output.write(
            format.render(check.diagnostics, sources: check.texts, style: Terminal.style, width: Terminal.width))
        if format == .human {
            let tally = HumanDiagnostics.tally(check.diagnostics)
            let files = "\(check.files) file\(check.files == 1 ? "" : "s")"
            Output.write(tally.map { "\n\($0) in \(files)\n" } ?? "\(files) checked, nothing found\n")
        }
        if check.isUnreadable { Output.exit(.usage) }
        if check.hasErrors || (!check.diagnostics.isEmpty && !allowWarnings) { Output.exit(.findings) }
    }
}
