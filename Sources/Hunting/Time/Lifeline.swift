import Runbook

/// Whether an incarnation of the executor lives, sleeps or is dead, and everything of it that waits.
///
/// From the moment it is cut, nothing of the incarnation reaches the store or the world, and whatever it waits for
/// ends at once. Confined to its scheduler's thread.
final class Lifeline: @unchecked Sendable {
    private(set) var isAlive = true
    private var waiting: [Signal] = []
    private var prunedAt = 32
    private var awakening: [Signal] = []
    private(set) var isSuspended = false

    /// A signal that is raised at the latest when the incarnation dies.
    func signal() -> Signal {
        let signal = Signal()
        guard isAlive else {
            signal.raise()
            return signal
        }
        if waiting.count >= prunedAt {
            waiting.removeAll(where: \.isRaised)
            prunedAt = max(32, 2 * waiting.count)
        }
        waiting.append(signal)
        return signal
    }

    func cut() {
        guard isAlive else { return }
        isAlive = false
        wake()
        let signals = waiting
        waiting.removeAll()
        for signal in signals { signal.raise() }
    }

    func suspend() { if isAlive { isSuspended = true } }

    func wake() {
        isSuspended = false
        let signals = awakening
        awakening.removeAll()
        for signal in signals { signal.raise() }
    }

    /// Returns when the incarnation is not suspended; false when it is dead.
    func pass() async -> Bool {
        while isSuspended {
            let signal = Signal()
            awakening.append(signal)
            await signal.wait()
        }
        return isAlive
    }
}
