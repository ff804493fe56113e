import Engine
public import Logging
import Runbook
import RunbookCompiler
import World

/// Fails over from one region to another by the runbooks of a directory.
///
///     let orchestrator = Orchestrator(environment: "demo", approve: { question in await askSomebody(question) })
///     let result = try await orchestrator.failover(from: "us-east-1", to: "us-west-2", strategy: .gradual)
///     print(result.truth)
public struct Orchestrator: Sendable {
    /// Answers an approval: the question in, whether it is granted out.
    public typealias Approval = @Sendable (_ question: String) async -> Bool

    /// The directory of the runbooks, one for each strategy.
    public var runbooks: String
    /// By path, or by name in `environments/` beside the runbooks.
    public var environment: String
    /// The directory in which runs are kept.
    public var store: String
    /// How many seconds pass for simulated regions in each real one.
    public var speed: Double
    /// Who starts runs; the operating system's user unless said otherwise.
    public var initiator: String
    /// Asked for each approval that the initiator may give. Others are waited for.
    public var approve: Approval
    /// Told what the engine decides and why, at `debug`.
    public var log: Logger

    /// Nothing is read or opened yet.
    public init(
        runbooks: String = "runbooks", environment: String, store: String = ".switchyard", speed: Double = 1,
        initiator: String? = nil, log: Logger = Logger(label: "switchyard"),
        approve: @escaping Approval
    ) {
        self.runbooks = runbooks
        self.environment = environment
        self.store = store
        self.speed = speed
        self.initiator = initiator ?? Person.current()
        self.log = log
        self.approve = approve
    }

    /// Executes the strategy's runbook and returns when the run has come to rest.
    ///
    /// Throws `OrchestratorError` when nothing was begun: the runbook has errors, the regions are not as the request
    /// assumes, or another run has them; and when the store fails. An unsuccessful end is a result, not an error.
    public func failover(
        from source: String, to target: String, strategy: FailoverStrategy
    ) async throws(OrchestratorError) -> FailoverResult {
        var request = RunRequest(
            runbook: FileSystem.join(runbooks, strategy.rawValue + ".yaml"), environment: environment)
        request.store = store
        request.speed = speed
        request.initiator = initiator
        let documents = try Documents.load(request, needsEnvironment: true)
        let names = try RegionParameters.find(in: documents.runbook)
        request.parameters = [names.source: source, names.target: target]
        let prepared = try PreparedRun.prepare(request, documents, for: .run())
        let runner = Runner(prepared, store: try Composition.store(in: store), log: log)
        let before = try await runner.preflight()
        let (header, epoch) = try await runner.create()
        let inbox = Inbox()
        let end = try await runner.start(header, epoch, observer: observer(prepared, inbox), inbox: inbox)
        return FailoverResult(end, before: before, target: prepared.plan.topology.region(named: target))
    }

    private func observer(_ prepared: PreparedRun, _ inbox: Inbox) -> RunProgress {
        let (approve, initiator, environment) = (approve, initiator, prepared.environment)
        let adapters = prepared.regions.adapters
        return RunProgress(plan: prepared.plan, initiator: initiator, log: log, listener: { _ in }) { node, session in
            guard let question = ApprovalQuestion(node, session, environment: environment, person: initiator),
                question.objection == nil
            else { return }
            Task {
                let seen = question.terms(in: await adapters.observe())
                let isGranted = await approve(question.ask + (question.numbers(seen).map { " (\($0))" } ?? ""))
                inbox.post(question.answer(isGranted, seen: seen, in: await adapters.observe()))
            }
        }
    }
}
