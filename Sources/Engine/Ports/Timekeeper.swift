package import Runbook

/// Where the time comes from.
package protocol Timekeeper: Sendable {
    /// Since 1970. May run faster than the wall clock in a scaled run.
    var now: Milliseconds { get }

    /// Returns when that moment has come, or early when the task is cancelled.
    func sleep(until moment: Milliseconds) async

    /// Lets time pass as adapters have it, whatever the speed of the run; returns early when the task is cancelled.
    func wait(_ length: Milliseconds) async
}

extension Timekeeper {
    package func wait(_ length: Milliseconds) async {
        try? await Task.sleep(for: .milliseconds(length.rawValue))
    }
}
