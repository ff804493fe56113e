import Runbook

/// Until when a question may take, by a clock that nobody sets.
struct Deadline: Sendable {
    private let end: ContinuousClock.Instant

    init(_ limit: Milliseconds) { end = .now + .milliseconds(limit.rawValue) }

    var left: Milliseconds {
        let rest = ContinuousClock.now.duration(to: end).components
        return Milliseconds(max(0, rest.seconds * 1000 + rest.attoseconds / 1_000_000_000_000_000))
    }

    var isOver: Bool { ContinuousClock.now >= end }

    /// No later than this, and no later than from now.
    func within(_ limit: Milliseconds) -> Milliseconds { min(left, limit) }
}
