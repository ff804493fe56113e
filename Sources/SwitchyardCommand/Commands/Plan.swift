import ArgumentParser
import Runbook
import Switchyard

struct Plan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Dry run: reads the current state and says what a run would do, step by step; changes nothing.")

    @ArgumentParser.Argument(help: ArgumentHelp("The runbook, by path or by name in runbooks/.", valueName: "file"))
    var file: String

    @OptionGroup var input: InputOptions
    @OptionGroup var rehearsal: RehearsalOptions
    @OptionGroup var storage: StoreOptions

    @Option(
        help: ArgumentHelp(
            "Also writes the plan to a file for \"switchyard run\", which refuses when anything changed.",
            valueName: "file"))
    var out: String?

    @Flag(help: "Prints the plan as JSON.")
    var json = false

    func run() async throws {
        var request = RunRequest(runbook: file, environment: input.environment)
        request.parameters = input.parameters
        request.mode = input.mode
        request.libraries = input.library
        request.store = storage.store
        request.isFresh = rehearsal.fresh
        request.faults = rehearsal.faults
        request.seed = rehearsal.seed
        let planned = try await PlannedRun.make(request)
        Output.write(json ? planned.file() : planned.text(style: Terminal.style, width: Terminal.width))
        if let out {
            try FileSystem.write(planned.file(in: FileSystem.directory(of: out)), to: out)
            if !json { Output.write("written to \(out)\n") }
        }
        if !planned.dryRun.contradictions.isEmpty { Output.exit(.findings) }
    }
}
