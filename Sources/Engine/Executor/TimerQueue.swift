import HeapModule
package import Runbook

/// The timers of a run by deadline.
///
/// Most timers are cancelled soon, so a started one is only noted; it is put in order when somebody asks what is next.
/// Cancelling is one store; what was cancelled is dropped when it comes up.
package struct TimerQueue: Sendable {
    private struct Entry: Comparable, Sendable {
        var deadline: Milliseconds
        var order: Int64
        var timer: TimerID

        static func < (left: Entry, right: Entry) -> Bool {
            left.deadline != right.deadline ? left.deadline < right.deadline : left.order < right.order
        }

        static func == (left: Entry, right: Entry) -> Bool { left.order == right.order }
    }

    private var heap = Heap<Entry>()
    private var started: [Entry] = []
    private var live = TimerTable()
    private var order: Int64 = 0
    private var stoppedAt: Milliseconds?
    /// No timer is due before this moment.
    private var quietUntil = Milliseconds(.max)

    package init() {}

    /// When the next timer is due, or nil when there is none or the clock stands still.
    package var next: Milliseconds? {
        mutating get {
            guard stoppedAt == nil else { return nil }
            for entry in started where live[entry.timer] == entry.order { heap.insert(entry) }
            started.removeAll(keepingCapacity: true)
            while let first = heap.min {
                if live[first.timer] == first.order {
                    quietUntil = first.deadline
                    return first.deadline
                }
                heap.removeMin()
            }
            quietUntil = Milliseconds(.max)
            return nil
        }
    }

    package mutating func start(_ timer: TimerID, at deadline: Milliseconds) {
        order += 1
        live[timer] = order
        started.append(Entry(deadline: deadline, order: order, timer: timer))
        quietUntil = min(quietUntil, deadline)
        if started.count > 4096 { _ = next }
    }

    package mutating func cancel(_ timer: TimerID) { live[timer] = 0 }

    /// Takes out the next timer that is due.
    package mutating func popDue(at now: Milliseconds) -> TimerID? {
        guard quietUntil <= now, let next, next <= now else { return nil }
        let entry = heap.removeMin()
        live[entry.timer] = 0
        return entry.timer
    }

    package mutating func stop(at now: Milliseconds) {
        _ = next
        stoppedAt = stoppedAt ?? now
    }

    /// Every deadline moves by the time that the clock stood still.
    package mutating func resume(at now: Milliseconds) {
        guard let since = stoppedAt else { return }
        stoppedAt = nil
        let entries = (heap.unordered + started).filter { live[$0.timer] == $0.order }
        started.removeAll()
        heap = Heap(entries.map { Entry(deadline: $0.deadline + (now - since), order: $0.order, timer: $0.timer) })
        _ = next
    }
}
