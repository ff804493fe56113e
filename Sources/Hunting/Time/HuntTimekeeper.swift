import Engine
import Runbook

/// The clock of one incarnation: the scheduler's, read through a wall clock that somebody may have set, and never
/// before the last record. It may leap while the incarnation lives; who sleeps by then does not notice.
///
/// Confined to its scheduler's thread.
final class HuntTimekeeper: Timekeeper, @unchecked Sendable {
    private let scheduler: HuntScheduler
    private let lifeline: Lifeline
    private var offset: Milliseconds

    /// - Parameter jump: how far the wall clock is off.
    init(_ scheduler: HuntScheduler, _ lifeline: Lifeline, jump: Milliseconds, notBefore earliest: Milliseconds) {
        self.scheduler = scheduler
        self.lifeline = lifeline
        offset = max(scheduler.now + jump, earliest) - scheduler.now
    }

    var now: Milliseconds { scheduler.now + offset }

    func leap(by jump: Milliseconds) { offset += jump }

    func wait(_ length: Milliseconds) async { await sleep(until: now + length) }

    func sleep(until moment: Milliseconds) async {
        guard moment > now else { return }
        guard lifeline.isAlive else {
            // Whoever is dead sleeps again and again until it is told to end.
            let later = Signal()
            scheduler.after(Milliseconds(1)) { later.raise() }
            return await later.waitOrCancel()
        }
        let signal = lifeline.signal()
        scheduler.at(moment - offset) { signal.raise() }
        await signal.waitOrCancel()
        _ = await lifeline.pass()
    }
}
