/// What a run as a whole is doing.
package enum Phase: Hashable, Sendable {
    /// Not started.
    case idle
    case running
    /// Nothing new begins; effects in flight are waited for.
    case settling(Goal)
    case paused
    case held
    case rollingBack
    /// `finally` is running.
    case finishing(Outcome)
    case ended(Outcome)

    /// What follows once nothing is in flight.
    package enum Goal: UInt8, Hashable, Sendable {
        case rollback, hold, pause, stop
    }

    /// How a run ends.
    package enum Outcome: String, Hashable, Sendable, CaseIterable {
        case succeeded
        case rolledBack = "rolled_back"
        case stopped
    }

    package var isEnded: Bool { if case .ended = self { true } else { false } }

    /// Whether the run waits for a person or has ended.
    package var isAtRest: Bool {
        switch self {
        case .paused, .held, .ended: true
        default: false
        }
    }
}
