import Engine
import Runbook
import Synchronization

/// Time that passes only when somebody sleeps, so that a busy machine fails no test.
final class LeapingClock: Timekeeper {
    private let time = Mutex(Milliseconds.zero)

    var now: Milliseconds { time.withLock { $0 } }

    func sleep(until moment: Milliseconds) async { time.withLock { $0 = max($0, moment) } }
}
