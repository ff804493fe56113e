import Engine
import Runbook

/// The clock of one incarnation: the scheduler's, read through a wall clock that somebody may have set, and never
/// before the last record.
struct HuntTimekeeper: Timekeeper {
    private let scheduler: HuntScheduler
    private let lifeline: Lifeline
    private let offset: Milliseconds

    /// - Parameter jump: how far the wall clock is off.
    init(_ scheduler: HuntScheduler, _ lifeline: Lifeline, jump: Milliseconds, notBefore earliest: Milliseconds) {
        self.scheduler = scheduler
        self.lifeline = lifeline
        offset = max(scheduler.now + jump, earliest) - scheduler.now
    }

    var now: Milliseconds { scheduler.now + offset }

    func wait(_ length: Milliseconds) async { await sleep(until: now + length) }

    func sleep(until moment: Milliseconds) async {
        guard moment > now, lifeline.isAlive else { return }
        let signal = lifeline.signal()
        scheduler.at(moment - offset) { signal.raise() }
        await signal.waitOrCancel()
        _ = await lifeline.pass()
    }
}
