import Engine
import Runbook
import Synchronization

/// A clock that leaps to whatever is waited for, and the first few times beside it.
final class UnsteadyTimekeeper: Timekeeper {
    private let moment: Mutex<(now: Milliseconds, leaps: [Milliseconds])>

    init(leaps: [Milliseconds]) { moment = Mutex((.zero, leaps)) }

    var now: Milliseconds { moment.withLock { $0.now } }

    func sleep(until wanted: Milliseconds) async {
        moment.withLock { clock in
            clock.now = clock.leaps.isEmpty ? max(clock.now, wanted) : wanted + clock.leaps.removeFirst()
        }
    }
}
