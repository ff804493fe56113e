import Runbook
import RunbookCompiler
import Synchronization

/// One attempt of an effect on its way, so that it can be ended before anybody looks at what it did.
final class Attempt: Sendable {
    private let hasEnded = Atomic<Bool>(false)
    private let task = Mutex<Task<Void, Never>?>(nil)

    /// Starts at once, on the caller's thread, up to the first suspension.
    init(
        _ assignment: Assignment, _ node: NodeID, _ token: Token, _ adapter: any RegionAdapter, _ inbox: Inbox
    ) {
        let started = Task.immediate {
            let report = await adapter.apply(assignment)
            self.hasEnded.store(true, ordering: .releasing)
            switch report.answer {
            case .done: inbox.post(.finished(node, token, .done), detail: report.detail)
            case .notDone(let failure): inbox.post(.finished(node, token, .notDone(failure)), detail: report.detail)
            case .inDoubt: inbox.post(.finished(node, token, .inDoubt), detail: report.detail)
            case .superseded: inbox.markSuperseded()
            }
        }
        if !isOver { task.withLock { $0 = started } }
    }

    /// It can change nothing any more.
    var isOver: Bool { hasEnded.load(ordering: .acquiring) }

    /// Cancels the work and waits until it is over, but not for ever: an adapter that ignores its cancellation
    /// must not keep the run from looking.
    func stop(within grace: Milliseconds, by timekeeper: any Timekeeper) async {
        task.withLock { $0?.cancel() }
        let pause = Milliseconds(5)
        for _ in 0..<(grace.rawValue / pause.rawValue) where !isOver {
            await Task { await timekeeper.wait(pause) }.value
        }
    }
}
