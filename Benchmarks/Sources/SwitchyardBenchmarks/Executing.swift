import Engine
import Logging
import Runbook
import RunbookCompiler

/// A whole run through the executor, from its creation in the store to its end.
struct Executing {
    let plan: Plan
    var delay: Duration?
    var observer: any RunObserver = NoObserver()

    func run(_ name: String, in store: any RunStore) async throws {
        let header = RunHeader(
            run: name, runbook: plan.runbook, version: 1, environment: "benchmark", mode: .planned, parameters: [:],
            initiator: "bench", started: .zero, planDigest: "", sources: [], claims: [name])
        let epoch = try await store.create(header)
        var log = Logger(label: "benchmark")
        log.logLevel = .warning
        let executor = Executor(
            adapters: AdapterSet(topology: plan.topology, NothingAdapter(delay: delay, topology: plan.topology)),
            store: store, timekeeper: WallTimekeeper(), observer: observer, log: log)
        let session = RunSession(plan: plan, initiator: "bench", settleTime: .zero)
        let end = try await executor.execute(
            session, run: name, epoch: epoch, first: Arrival(.started(.planned)), inbox: Inbox())
        precondition(end.machine.state.phase == .ended(.succeeded))
        try await store.conclude(name, epoch: epoch, status: .succeeded, truth: "Done.", at: .zero)
    }
}
