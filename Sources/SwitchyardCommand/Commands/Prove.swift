import ArgumentParser
import Runbook
import Switchyard

extension ProofFormat: ExpressibleByArgument {}

struct Prove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract:
            "Tries every outcome of runbooks: proves them safe, or tells the shortest story of how they go wrong.",
        discussion: """
            What can go wrong: an effect is refused, or its answer is lost; a gate or a watch fails; an approval is declined or not
            answered; an operator rolls back, stops or skips; Switchyard dies; a region, a service or a replication link is lost. Each
            costs one fault. Without --mode both modes are tried.
            Exit code 0: proved; 1: refuted, not proved, or refused; 2: wrong usage or unreadable input.
            """)

    @ArgumentParser.Argument(help: ArgumentHelp("The runbooks, by path or by name in runbooks/.", valueName: "file"))
    var files: [String]

    @OptionGroup var input: InputOptions
    @OptionGroup var storage: StoreOptions

    @Flag(help: "Begin with sound simulated regions, whatever earlier runs did to them.")
    var fresh = false

    @Option(
        help: ArgumentHelp(
            "A runbook that is rehearsed before on sound simulated regions, so that these begin where it ends.",
            valueName: "file"))
    var after: String?

    @Option(help: ArgumentHelp("human, json or mermaid.", valueName: "format"))
    var format = ProofFormat.human

    @Option(help: ArgumentHelp("The most that goes wrong in one run, from 0 to 7.", valueName: "number"))
    var faults = 2

    @Option(help: ArgumentHelp("The most seconds for each runbook in each mode.", valueName: "seconds"))
    var limit = 600

    func validate() throws {
        guard (0...7).contains(faults) else { throw ValidationError("--faults is from 0 to 7.") }
        guard limit > 0 else { throw ValidationError("--limit is above 0.") }
        guard after == nil || !fresh else {
            throw ValidationError("--after begins with sound regions in any case, so --fresh has no part in it.")
        }
    }

    func run() async throws {
        var runs: [ProofRun] = []
        for file in files {
            runs.append(try await ProofRun.make(request(file), after: after, faults: faults, limit: .seconds(limit)))
        }
        Output.write(format.text(of: runs, style: Terminal.style))
        if !runs.allSatisfy(\.isProved) { Output.exit(.findings) }
    }

    private func request(_ file: String) -> RunRequest {
        var request = RunRequest(runbook: file, environment: input.environment)
        request.parameters = input.parameters
        request.mode = input.mode
        request.libraries = input.library
        request.store = storage.store
        request.isFresh = fresh
        return request
    }
}
