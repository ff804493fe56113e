package import Runbook

/// What a drill found out about one thing. What was not measured earns nothing.
package struct DrillFinding: Hashable, Sendable {
    package enum Outcome: String, Hashable, Sendable {
        case passed, failed
        case notMeasured = "not measured"
    }

    package var item: DrillItem
    package var outcome: Outcome
    /// What was seen, and by whom, or why nothing was.
    package var evidence: String
    package var time: Milliseconds

    package init(_ item: DrillItem, _ outcome: Outcome, _ evidence: String, at time: Milliseconds) {
        self.item = item
        self.outcome = outcome
        self.evidence = evidence
        self.time = time
    }
}
