import HeapModule
package import Runbook

/// The timers of a run by deadline. Cancelling costs one look-up; what was cancelled is dropped when it comes up.
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
    private var live: [TimerID: Int64] = [:]
    private var order: Int64 = 0
    private var stoppedAt: Milliseconds?

    package init() {}

    /// When the next timer is due, or nil when there is none or the clock stands still.
    package var next: Milliseconds? {
        mutating get {
            guard stoppedAt == nil else { return nil }
            while let first = heap.min {
                if live[first.timer] == first.order { return first.deadline }
                heap.removeMin()
            }
            return nil
        }
    }

    package mutating func start(_ timer: TimerID, at deadline: Milliseconds) {
        order += 1
        live[timer] = order
        heap.insert(Entry(deadline: deadline, order: order, timer: timer))
    }

    package mutating func cancel(_ timer: TimerID) { live[timer] = nil }

    /// Takes out the next timer that is due.
    package mutating func popDue(at now: Milliseconds) -> TimerID? {
        guard let next, next <= now else { return nil }
        let entry = heap.removeMin()
        live[entry.timer] = nil
        return entry.timer
    }

    package mutating func stop(at now: Milliseconds) { stoppedAt = stoppedAt ?? now }

    /// Every deadline moves by the time that the clock stood still.
    package mutating func resume(at now: Milliseconds) {
        guard let since = stoppedAt else { return }
        stoppedAt = nil
        let entries = heap.unordered.filter { live[$0.timer] == $0.order }
        heap = Heap(entries.map { Entry(deadline: $0.deadline + (now - since), order: $0.order, timer: $0.timer) })
    }
}
