import Runbook
import RunbookCompiler
import Synchronization

/// One attempt of an effect on its way, so that it can be ended before anybody looks at what it did.
final class Attempt: Sendable {
    private enum Standing: UInt8, AtomicRepresentable {
        case onItsWay, over, givenUp
    }

    private let standing = Atomic(Standing.onItsWay)
    private let task = Mutex<Task<Void, Never>?>(nil)
    private let assignment: Assignment
    private let node: NodeID
    let token: Token
    private let adapter: any EffectPerformer
    private let inbox: Inbox

    init(
        _ assignment: Assignment, _ node: NodeID, _ token: Token, _ adapter: any EffectPerformer, _ inbox: Inbox
    ) {
        self.assignment = assignment
        self.node = node
        self.token = token
        self.adapter = adapter
        self.inbox = inbox
    }

    /// Starts at once, on the caller's thread, up to the first suspension.
    func start() {
        let started = Task.immediate { await self.act() }
        if !isOver { task.withLock { $0 = started } }
    }

    /// It can change nothing any more, or nobody waits for it.
    var isOver: Bool { standing.load(ordering: .acquiring) != .onItsWay }

    private func act() async {
        let report = await adapter.apply(assignment)
        guard leave(as: .over) else { return }
        switch report.answer {
        case .done: answer(.done, report)
        case .notDone(let failure): answer(.notDone(failure), report)
        case .inDoubt: answer(.inDoubt, report)
        case .superseded: inbox.markSuperseded()
        }
    }

    private func answer(_ result: EffectResult, _ report: EffectReport) {
        inbox.post(.finished(node, token, result), detail: report.detail)
    }

    /// False when it is not on its way any more.
    private func leave(as standing: Standing) -> Bool {
        self.standing.compareExchange(expected: .onItsWay, desired: standing, ordering: .acquiringAndReleasing)
            .exchanged
    }

    /// Asks the adapter to send nothing more.
    func cancel() { task.withLock { $0?.cancel() } }

    /// Cancels the work and waits until it is over, but not for ever: an adapter that ignores its cancellation
    /// must not keep the run from looking. What such a one says later is not heard: by then a look has decided.
    func stop(within grace: Milliseconds, by timekeeper: any Timekeeper) async {
        cancel()
        let pause = Milliseconds(5)
        for _ in 0..<(grace.rawValue / pause.rawValue) where !isOver {
            await Task { await timekeeper.wait(pause) }.value
        }
        _ = leave(as: .givenUp)
    }
}
