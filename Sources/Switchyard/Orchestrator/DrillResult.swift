public import struct Foundation.Date

/// What a drill found. Nothing was changed by it.
public struct DrillResult: Sendable {
    /// About one thing.
    public struct Finding: Sendable {
        /// What came of asking.
        public enum Outcome: String, Sendable, CaseIterable {
            case passed, failed
            case notMeasured = "not measured"
        }

        /// `replication`, `capacity`, `backups`: see docs/monitoring.md.
        public var item: String
        /// What came of asking.
        public var outcome: Outcome
        /// What it has earned of `worth`; nothing unless it passed.
        public var points: Int
        /// The most that it can earn.
        public var worth: Int
        /// What was seen, and by whom; or why nothing was.
        public var evidence: String
    }

    /// The region that would be left.
    public var source: String
    /// The region that would take over.
    public var target: String
    /// Of a hundred.
    public var score: Int
    /// One or more for each item.
    public var findings: [Finding]
    /// When it began.
    public var time: Date
}
