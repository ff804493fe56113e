import Engine
import Runbook

/// Records are numbered from one without gaps, and their times never go back.
package struct GaplessJournal: HuntChecker {
    package static let name = "GaplessJournal"
    package static let interests: Interests = .journaled
    private var sequence: Int64 = 0
    private var time: Int64 = .min

    package init() {}

    package mutating func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        guard case .journaled(let record, _) = sighting else { return nil }
        defer { (sequence, time) = (record.sequence, record.time.rawValue) }
        if record.sequence != sequence + 1 { return "record \(record.sequence) follows \(sequence)" }
        return record.time.rawValue < time ? "record \(record.sequence) is older than the one before it" : nil
    }
}
