import Runbook
import Synchronization

/// One attempt of an effect on its way, so that it can be ended before anybody looks at what it did.
final class Attempt: Sendable {
    private let hasEnded = Atomic<Bool>(false)
    private let task = Mutex<Task<Void, Never>?>(nil)

    /// Starts at once, on the caller's thread, up to the first suspension.
    init(_ work: @escaping @Sendable (Attempt) async -> Void) {
        let started = Task.immediate { await work(self) }
        if !isOver { task.withLock { $0 = started } }
    }

    var isOver: Bool { hasEnded.load(ordering: .acquiring) }

    /// Called by the work when it can change nothing any more.
    func end() { hasEnded.store(true, ordering: .releasing) }

    /// Cancels the work and waits until it is over, but not for ever: an adapter that ignores its cancellation
    /// must not keep the run from looking.
    func stop(within grace: Duration) async {
        task.withLock { $0?.cancel() }
        let limit = ContinuousClock.now + grace
        while !isOver, ContinuousClock.now < limit {
            await Task { try? await Task.sleep(for: .milliseconds(5)) }.value
        }
    }
}
