package import Runbook

/// How long, and how much, of a history is kept.
package struct Retention: Hashable, Sendable {
    package var raw = Milliseconds.hours(48)
    package var minutes = Milliseconds.hours(24 * 400)
    package var hours = Milliseconds.hours(24 * 365 * 5)
    package var days = Milliseconds.hours(24 * 365 * 20)
    /// Bytes on the disk.
    package var size: Int64 = 4_000_000_000

    package init() {}

    package func age(_ resolution: Resolution) -> Milliseconds {
        switch resolution {
        case .raw: raw
        case .minute: minutes
        case .hour: hours
        case .day: days
        }
    }
}
