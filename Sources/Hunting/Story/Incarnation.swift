import Engine
import Logging
import Runbook
import RunbookCompiler

/// One process that has the run: an executor with its own way to the store and the regions, which may die or sleep.
///
/// Confined to its scheduler's thread.
final class Incarnation: @unchecked Sendable {
    enum End: Hashable, Sendable {
        /// At rest, and noted so in the store.
        case rested
        case failed(ExecutorError)
    }

    let epoch: Epoch
    let lifeline = Lifeline()
    let lease: HuntLease
    let inbox = Inbox()
    let timekeeper: HuntTimekeeper
    let ended = Signal()
    private(set) var end: End?
    private let story: Story
    private static let log = {
        var log = Logger(label: "hunt")
        log.logLevel = .critical
        return log
    }()

    init(_ story: Story, epoch: Epoch, jump: Milliseconds, notBefore earliest: Milliseconds) {
        self.story = story
        self.epoch = epoch
        lease = HuntLease(story, lifeline)
        timekeeper = HuntTimekeeper(story.scheduler, lifeline, jump: jump, notBefore: earliest)
    }

    /// From now on it does nothing.
    func die() {
        lifeline.cut()
        inbox.markSuperseded()
    }

    /// Takes the run up from its journal, as a process does that is told to resume it.
    func live(_ records: [JournalRecord], order: HuntOrder?) async {
        end = await run(records, order)
        ended.raise()
    }

    private func run(_ records: [JournalRecord], _ order: HuntOrder?) async -> End {
        let store = HuntStore(memory: story.memory, story: story, lifeline: lifeline)
        let adapters = AdapterSet(
            topology: story.specimen.plan.topology, HuntAdapter(story, lifeline))
        let executor = Executor(
            adapters: adapters, store: store, timekeeper: timekeeper, observer: HuntObserver(story, self),
            log: Incarnation.log)
        do throws(ExecutorError) {
            let session = try Executor.replay(
                records, plan: story.specimen.plan, initiator: "ann", settleTime: adapters.settleTime)
            let first: Event = session.machine.state.phase == .idle ? .started(story.specimen.mode) : .resumed
            let next = order.map { [Arrival(.ordered($0.order(session.machine)), detail: "bob: ordered it")] } ?? []
            let rested = try await executor.execute(
                session, run: Story.run, epoch: epoch, first: Arrival(first), next: next, inbox: inbox)
            story.rested(rested.machine.state.phase, self)
            try await conclude(rested, store)
            return .rested
        } catch {
            return .failed(error)
        }
    }

    private func conclude(_ session: RunSession, _ store: HuntStore) async throws(ExecutorError) {
        let status: RunStatus =
            switch session.machine.state.phase {
            case .ended(.succeeded): .succeeded
            case .ended(.rolledBack): .rolledBack
            case .ended(.stopped): .stopped
            case .held: .held
            case .paused: .paused
            default: .running
            }
        do throws(StoreError) {
            try await store.conclude(
                Story.run, epoch: epoch, status: status, truth: "", at: max(timekeeper.now, session.lastTime))
        } catch { throw .store(error) }
    }
}
