package import Engine
package import Logging
import Runbook
import RunbookCompiler
import World

/// Executes prepared runs and takes up those whose executor is gone.
package struct Runner: Sendable {
    package var prepared: PreparedRun
    package var store: any RunStore
    package var log: Logger

    package init(_ prepared: PreparedRun, store: any RunStore, log: Logger) {
        self.prepared = prepared
        self.store = store
        self.log = log
    }

    private var adapters: AdapterSet { prepared.regions.adapters }
    private var timekeeper: any Timekeeper { prepared.regions.timekeeper }

    /// Refuses a run that contradicts what is observed. Returns what was observed.
    package func preflight() async throws(OrchestratorError) {
        let observed = await adapters.observe()
        var walk = DryRunWalk(plan: prepared.plan, startingFrom: observed, settleTime: adapters.settleTime)
        walk.run(prepared.mode, triesRollbacks: false)
        if let refusal = Preflight.refusal(walk.contradictions, plan: prepared.plan, observed: observed) { throw refusal }
    }

    /// Creates the run in the store; from here on it exists.
    package func create() async throws(OrchestratorError) -> (header: RunHeader, epoch: Epoch) {
        let now = timekeeper.now
        let name = prepared.request.name ?? RunName.make(runbook: prepared.runbook, at: now)
        let header = prepared.header(named: name, at: now)
        do throws(StoreError) {
            return (header, try await store.create(header))
        } catch {
            throw OrchestratorError(error)
        }
    }

    /// Executes a run that has just been created until it rests.
    package func start(
        _ header: RunHeader, _ epoch: Epoch, observer: any RunObserver, inbox: Inbox
    ) async throws(OrchestratorError) -> RunEnd {
        let session = RunSession(plan: prepared.plan, initiator: header.initiator, settleTime: adapters.settleTime)
        return try await execute(session, header, epoch, .started(prepared.mode), observer, inbox)
    }

    /// Takes up a run from its journal.
    package func resume(
        _ header: RunHeader, _ records: [JournalRecord], epoch: Epoch, observer: any RunObserver, inbox: Inbox
    ) async throws(OrchestratorError) -> RunEnd {
        guard prepared.digest == header.planDigest else {
            throw OrchestratorError(
                .refused, "this version of switchyard compiles another plan from the runbook of \(header.run)",
                help: "Resume it with the version that started it")
        }
        guard !records.isEmpty else {
            let session = RunSession(plan: prepared.plan, initiator: header.initiator, settleTime: adapters.settleTime)
            return try await execute(session, header, epoch, .started(header.mode), observer, inbox)
        }
        let session: RunSession
        do throws(ExecutorError) {
            session = try Executor.replay(
                records, plan: prepared.plan, initiator: header.initiator, settleTime: adapters.settleTime)
        } catch {
            throw OrchestratorError(error, run: header.run)
        }
        // A paused run has settled: nothing is in doubt, it only has to be told.
        let first: Event = session.machine.state.phase == .paused ? .ordered(.proceed) : .resumed
        return try await execute(session, header, epoch, first, observer, inbox)
    }

    private func execute(
        _ session: RunSession, _ header: RunHeader, _ epoch: Epoch, _ first: Event, _ observer: any RunObserver,
        _ inbox: Inbox
    ) async throws(OrchestratorError) -> RunEnd {
        let executor = Executor(
            adapters: adapters, store: store, timekeeper: timekeeper, observer: observer, log: log)
        let end: RunSession
        do throws(ExecutorError) {
            end = try await executor.execute(session, run: header.run, epoch: epoch, first: first, inbox: inbox)
        } catch {
            throw OrchestratorError(error, run: header.run)
        }
        let world = await adapters.observe()
        let state = end.machine.state
        let loss = DryRun.promoted(end.plan, state) ? state.lossBound : nil
        let truth = Truth(world, end.plan.topology, loss: loss).sentence
        let now = max(timekeeper.now, end.lastTime)
        do throws(StoreError) {
            try await store.conclude(header.run, epoch: epoch, status: RunStatus(state.phase), truth: truth, at: now)
        } catch {
            throw OrchestratorError(error)
        }
        return RunEnd(
            run: header.run, status: RunStatus(state.phase), truth: truth, started: header.started, ended: now,
            session: end, world: world)
    }
}

extension RunStatus {
    /// How the store lists a run in this phase.
    init(_ phase: Phase) {
        switch phase {
        case .ended(.succeeded): self = .succeeded
        case .ended(.rolledBack): self = .rolledBack
        case .ended(.stopped): self = .stopped
        case .held: self = .held
        case .paused: self = .paused
        case .idle, .running, .settling, .rollingBack, .finishing: self = .running
        }
    }
}
