import Engine
import Runbook

/// What has been seen and is not in the history yet.
struct Backlog {
    private(set) var looks: [Look] = []
    /// Whether the history took nothing when it was asked last.
    private(set) var isHeld = false
    private var due: Milliseconds?

    /// What is written at once: each step of a series is touched once for all that was seen of it.
    private static let batch = Milliseconds.minutes(1)
    /// What is held at most while a history takes nothing.
    private static let limit = Milliseconds.minutes(10)

    mutating func add(_ look: Look) {
        var look = look
        // The names of what is asked again and again are kept once.
        if let last = looks.last, last.series == look.series { look.series = last.series }
        looks.append(look)
        if due == nil { due = look.time + Backlog.batch }
    }

    func isDue(at now: Milliseconds) -> Bool { due.map { $0 <= now } ?? false }

    mutating func wereKept() {
        looks.removeAll(keepingCapacity: true)
        (due, isHeld) = (nil, false)
    }

    /// Tries again in time.
    /// - Returns: how many looks are given up.
    mutating func werePutOff(at now: Milliseconds) -> Int {
        (due, isHeld) = (now + Backlog.batch, true)
        let count = looks.count
        looks.removeAll { $0.time < now - Backlog.limit }
        return count - looks.count
    }
}
