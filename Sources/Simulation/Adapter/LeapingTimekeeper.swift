import Engine
package import Runbook
internal import Synchronization

/// A clock that leaps to whatever is waited for, so that nothing takes real time. For one waiter at a time.
package final class LeapingTimekeeper: Timekeeper {
    private let moment: Mutex<Milliseconds>

    package init(startingAt start: Milliseconds = .zero) {
        moment = Mutex(start)
    }

    package var now: Milliseconds { moment.withLock { $0 } }

    package func sleep(until wanted: Milliseconds) async {
        moment.withLock { $0 = max($0, wanted) }
    }
}
