import Runbook
import Synchronization

/// A sleeper who wakes the owner of a run in time. Once it is over another one is needed, whatever the clock has done
/// meanwhile.
final class Alarm: Sendable {
    let moment: Milliseconds
    private let over = Atomic<Bool>(false)

    init(_ moment: Milliseconds) { self.moment = moment }

    var isOver: Bool { over.load(ordering: .acquiring) }

    /// Wakes the owner when the moment has come, or the sleeper thinks so: who wakes looks at the time.
    func ring(_ inbox: Inbox, by timekeeper: any Timekeeper) async {
        await timekeeper.sleep(until: moment)
        over.store(true, ordering: .releasing)
        inbox.wake()
    }
}
