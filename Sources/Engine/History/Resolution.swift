package import Runbook

/// In which steps a history is kept and read.
package enum Resolution: String, Hashable, Sendable, CaseIterable {
    /// Each sample as it was taken.
    case raw
    case minute, hour, day

    /// Those into which samples are rolled up.
    package static let rollups: [Resolution] = [.minute, .hour, .day]

    package var finer: Resolution? {
        switch self {
        case .raw: nil
        case .minute: .raw
        case .hour: .minute
        case .day: .hour
        }
    }

    /// Of one step; nothing for samples as they were taken.
    package var length: Milliseconds {
        switch self {
        case .raw: .zero
        case .minute: .minutes(1)
        case .hour: .hours(1)
        case .day: .hours(24)
        }
    }

    /// The beginning of the step in which a moment is.
    package func start(of moment: Milliseconds) -> Milliseconds {
        guard length > .zero else { return moment }
        let rest = moment.rawValue % length.rawValue
        return Milliseconds(moment.rawValue - (rest < 0 ? rest + length.rawValue : rest))
    }
}
