import ArgumentParser
import Engine
import Runbook
import Switchyard

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Executes a runbook, or a plan that \"switchyard plan --out\" wrote.",
        discussion: """
            Ends with one sentence that says what is true now. Ctrl-C asks what to do, and
            a second one stops the run; SIGTERM pauses it durably.

            \(ExitStatus.table)
            """)

    @ArgumentParser.Argument(
        help: ArgumentHelp("The runbook, by path or by name in runbooks/, or a plan.", valueName: "file"))
    var file: String

    @OptionGroup var input: InputOptions
    @OptionGroup var rehearsal: RehearsalOptions
    @OptionGroup var storage: StoreOptions
    @OptionGroup var execution: ExecutionOptions
    @OptionGroup var logging: LogOptions

    @Flag(help: "Goes on in the background; prints the run's id.")
    var detach = false

    @Option(
        help: ArgumentHelp(
            "Of an emergency: takes the place of a held run, with its claims, base weights and obligations.",
            valueName: "run"))
    var supersede: String?

    @Option(help: .hidden)
    var runName: String?

    func run() async throws {
        let (request, plan) = try request()
        if detach { return try await Detachment.start(request) }
        if request.isFresh, let store = try Composition.existingStore(in: request.store) {
            try await Composition.refuseFresh(with: store)
        }
        let prepared = try PreparedRun.prepare(request, for: .run())
        if !prepared.warnings.isEmpty {
            Output.complain(
                DiagnosticFormat.human.render(
                    prepared.warnings, sources: prepared.texts, style: Terminal.errorStyle, width: Terminal.width))
        }
        let log = logging.logger
        let runner = Runner(prepared, store: try Composition.store(in: request.store), log: log)
        let supersession = try await supersession(of: prepared, runner)
        if request.isFresh { try await runner.forgetRegions() }
        try await runner.preflight(plan)
        let (header, epoch) = try await runner.create(supersession)
        let director = RunDirector(
            prepared: prepared, header: header, look: execution.look, saysYes: execution.yes, log: log)
        director.announce()
        let end = try await director.conduct { observer, inbox throws(OrchestratorError) in
            try await runner.start(header, epoch, observer: observer, inbox: inbox)
        }
        Output.exit(director.report(end))
    }

    private func supersession(
        of prepared: PreparedRun, _ runner: Runner
    ) async throws(OrchestratorError) -> Supersession? {
        guard let supersede else { return nil }
        let held = try await History.id(supersede, in: prepared.request.store)
        return try await Supersession.prepare(held, by: prepared, store: runner.store, log: runner.log)
    }

    private func request() throws(OrchestratorError) -> (RunRequest, PlanFile?) {
        var request = RunRequest(runbook: file, environment: input.environment)
        request.parameters = input.parameters
        request.mode = input.mode
        request.libraries = input.library
        request.store = storage.store
        request.isFresh = rehearsal.fresh
        request.faults = rehearsal.faults
        request.seed = rehearsal.seed
        request.speed = execution.speed.factor
        request.name = runName
        guard PlanFile.isPlan(file) else { return (request, nil) }
        guard input.environment == nil, input.parameters.isEmpty, input.mode == nil, rehearsal.faults == nil else {
            throw OrchestratorError(
                .unusable, "a plan has its own environment, parameters, mode and faults",
                help: "Make another plan to change them")
        }
        let plan = try PlanFile.load(file)
        return (try plan.request(like: request), plan)
    }
}
