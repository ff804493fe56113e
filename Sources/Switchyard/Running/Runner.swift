package import Engine
package import Logging
import Runbook
import RunbookCompiler
package import World

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

    /// Refuses a run that contradicts what is observed, or that was planned on another state.
    /// Returns what was observed.
    @discardableResult
    package func preflight(_ file: PlanFile? = nil) async throws(OrchestratorError) -> WorldState {
        let standing = try await standing()
        let observed = standing.completing(await adapters.observe(), prepared.plan.topology)
        try file?.check(prepared, facts: StateText(prepared.plan.topology).facts(of: observed))
        var walk = DryRunWalk(plan: prepared.plan, startingFrom: observed, settleTime: adapters.settleTime)
        walk.run(
            prepared.mode, owing: standing.obligations(in: prepared.plan.topology), triesRollbacks: false)
        if let refusal = Preflight.refusal(walk.contradictions, plan: prepared.plan, observed: observed) {
            throw refusal
        }
        return observed
    }

    /// The regions begin anew, so nothing that was true of them is.
    package func forgetRegions() async throws(OrchestratorError) {
        do throws(StoreError) {
            try await store.forget(prepared.environment.name.value)
        } catch {
            throw OrchestratorError(error)
        }
    }

    /// Creates the run in the store; from here on it exists.
    /// - Parameter supersession: the held run whose place it takes.
    package func create(
        _ supersession: Supersession? = nil
    ) async throws(OrchestratorError) -> (header: RunHeader, epoch: Epoch) {
        let now = timekeeper.now
        let name = prepared.request.name ?? RunName.make(runbook: prepared.runbook, at: now)
        let header = prepared.header(named: name, at: now)
        if let supersession { return try await supersession.create(header, in: store) }
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
        if let faults = prepared.faults { try prepared.regions.begin(faults) }
        let session = RunSession(plan: prepared.plan, initiator: header.initiator, settleTime: adapters.settleTime)
        return try await execute(
            session, header, epoch, Arrival(try await beginning(prepared.mode)), try await inheritance(header),
            observer, inbox)
    }

    /// What a run takes over from the one that it supersedes, once it has started.
    private func inheritance(_ header: RunHeader) async throws(OrchestratorError) -> [Arrival] {
        guard let superseded = header.supersedes else { return [] }
        let past = try await PastRun.load(superseded, from: store)
        let baseline = past.timeline.session.machine.baseline
            .translated(from: past.timeline.plan.topology, to: prepared.plan.topology)
        return baseline.entries.isEmpty ? [] : [Arrival(.inherited(baseline), detail: superseded)]
    }

    private func beginning(_ mode: Mode) async throws(OrchestratorError) -> Event {
        .started(mode, owing: try await standing().obligations(in: prepared.plan.topology))
    }

    /// What earlier runs have left behind in these regions.
    private func standing() async throws(OrchestratorError) -> Standing {
        do throws(StoreError) {
            return try await store.standing(of: prepared.environment.name.value)
        } catch {
            throw OrchestratorError(error)
        }
    }

    /// Becomes the executor of a run whose executor is gone.
    package func takeOver(_ header: RunHeader) async throws(OrchestratorError) -> Epoch {
        do throws(StoreError) {
            return try await store.takeOver(header.run)
        } catch {
            throw OrchestratorError(error)
        }
    }

    /// The session of a run as its journal leaves it.
    package func replay(_ header: RunHeader, _ records: [JournalRecord]) throws(OrchestratorError) -> RunSession {
        guard prepared.digest == header.planDigest else {
            throw OrchestratorError(
                .refused, "this version of switchyard compiles another plan from the runbook of \(header.run)",
                help: "Resume it with the version that started it")
        }
        do throws(ExecutorError) {
            return try Executor.replay(
                records, plan: prepared.plan, initiator: header.initiator, settleTime: adapters.settleTime)
        } catch {
            throw OrchestratorError(error, run: header.run)
        }
    }

    /// Takes up a run from its journal: it hears what waits for it in the store, and then `next`.
    /// - Parameter detail: who takes it up, and why.
    package func resume(
        _ session: RunSession, _ header: RunHeader, epoch: Epoch, by detail: String, next: [Arrival] = [],
        observer: any RunObserver, inbox: Inbox
    ) async throws(OrchestratorError) -> RunEnd {
        let isIdle = session.machine.state.phase == .idle
        let first = isIdle ? try await beginning(header.mode) : .resumed
        let inheritance = isIdle ? try await inheritance(header) : []
        return try await execute(
            session, header, epoch, Arrival(first, detail: detail), inheritance + next, observer, inbox)
    }

    private func execute(
        _ session: RunSession, _ header: RunHeader, _ epoch: Epoch, _ first: Arrival, _ next: [Arrival],
        _ observer: any RunObserver, _ inbox: Inbox
    ) async throws(OrchestratorError) -> RunEnd {
        let executor = Executor(
            adapters: adapters, store: store, timekeeper: timekeeper, observer: observer, log: log)
        let end: RunSession
        do throws(ExecutorError) {
            end = try await executor.execute(
                session, run: header.run, epoch: epoch, first: first, next: next, inbox: inbox)
        } catch {
            throw OrchestratorError(error, run: header.run)
        }
        let state = end.machine.state
        let seen = await adapters.observe()
        let world = end.machine.marked(seen)
        let loss = DryRun.promoted(end.plan, state) ? state.lossBound : nil
        let truth = Truth(world, end.plan.topology, loss: loss).sentence
        let now = max(timekeeper.now, end.lastTime)
        do throws(StoreError) {
            try await store.remember(
                StandingChange(seen, end.plan.topology, settling: state.obligations), of: header.run, epoch: epoch)
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
