import ArgumentParser
import Engine
import Runbook
import RunbookCompiler
import Switchyard

struct Resume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Makes a run go on that was paused, is held, or whose executor died.",
        discussion: """
            What was in flight when an executor died is in doubt: the regions are looked at before anything is decided.

            \(ExitStatus.table)
            """)

    @ArgumentParser.Argument(
        help: ArgumentHelp("The run's id, or a beginning of it that no other run has.", valueName: "run"))
    var run: String

    @Option(help: ArgumentHelp("Of a held run: tries the step again.", valueName: "step"))
    var retry: String?

    @Option(help: ArgumentHelp("Of a held run: goes on without the step.", valueName: "step"))
    var skip: String?

    @Option(
        help: ArgumentHelp(
            "Of a held emergency run: goes on over a fence that nothing confirmed, at the risk of two writers.",
            valueName: "step"))
    var acceptTwoWriters: String?

    @Flag(help: "Of a held run: goes on as it is, such as after a deadline.")
    var proceed = false

    @Flag(help: "Takes back what was done, as far as there is a way back.")
    var rollback = false

    @Flag(help: "Ends the run where it is, without a rollback.")
    var stop = false

    @OptionGroup var storage: StoreOptions
    @OptionGroup var execution: ExecutionOptions
    @OptionGroup var logging: LogOptions

    func validate() throws {
        let orders = [retry != nil, skip != nil, acceptTwoWriters != nil, proceed, rollback, stop].count { $0 }
        if orders > 1 {
            throw ValidationError(
                "Give one of --retry, --skip, --accept-two-writers, --proceed, --rollback and --stop.")
        }
    }

    func run() async throws {
        let id = try await History.id(run, in: storage.store)
        let store = try Composition.store(in: storage.store)
        var request = RunRequest(runbook: id)
        request.store = storage.store
        request.speed = execution.speed.factor
        let log = logging.logger
        let resumable = try await ResumableRun.load(id, request, store: store, log: log)
        let order = try order(in: resumable)
        _ = try resumable.runner.opening(resumable.session, resumable.header, order)
        let epoch = try await resumable.runner.takeOver(resumable.header)
        let director = RunDirector(
            prepared: resumable.runner.prepared, header: resumable.header, look: execution.look, saysYes: execution.yes,
            log: log)
        director.announce()
        let end = try await director.conduct(past: resumable.records) { observer, inbox throws(OrchestratorError) in
            try await resumable.runner.resume(
                resumable.session, resumable.header, epoch: epoch, order: order, observer: observer, inbox: inbox)
        }
        Output.exit(director.report(end))
    }

    private func order(in run: ResumableRun) throws(OrchestratorError) -> Order? {
        if let retry { return .retry(try run.node(named: retry)) }
        if let skip { return .skip(try run.node(named: skip)) }
        if let acceptTwoWriters { return .acceptTwoWriters(try run.node(named: acceptTwoWriters)) }
        return proceed ? .proceed : rollback ? .rollback : stop ? .stop : nil
    }
}
