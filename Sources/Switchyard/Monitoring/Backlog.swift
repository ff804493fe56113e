import Engine
import Runbook

/// What has been seen and is not in the history yet.
struct Backlog {
    private(set) var samples: [Sample] = []
    /// Whether the history took nothing when it was asked last.
    private(set) var isHeld = false
    private var due: Milliseconds?

    /// What is written at once: each step of a series is touched once for all of its samples.
    private static let batch = Milliseconds.minutes(1)
    /// What is held at most while a history takes nothing.
    private static let limit = Milliseconds.minutes(10)

    mutating func add(_ seen: [Sample], at now: Milliseconds) {
        samples += seen
        if due == nil { due = now + Backlog.batch }
    }

    func isDue(at now: Milliseconds) -> Bool { due.map { $0 <= now } ?? false }

    mutating func wereKept() {
        samples.removeAll(keepingCapacity: true)
        (due, isHeld) = (nil, false)
    }

    /// Tries again in time.
    /// - Returns: how many samples are given up.
    mutating func werePutOff(at now: Milliseconds) -> Int {
        (due, isHeld) = (now + Backlog.batch, true)
        let count = samples.count
        samples.removeAll { $0.time < now - Backlog.limit }
        return count - samples.count
    }
}
