import Engine
import Runbook
import Synchronization

/// A clock that leaps to whatever is waited for, but back by an hour the first time.
final class UnsteadyTimekeeper: Timekeeper {
    private let moment = Mutex((now: Milliseconds.zero, hasLeapt: false))

    var now: Milliseconds { moment.withLock { $0.now } }

    func sleep(until wanted: Milliseconds) async {
        moment.withLock { clock in
            clock.now = clock.hasLeapt ? max(clock.now, wanted) : wanted - .hours(1)
            clock.hasLeapt = true
        }
    }
}
