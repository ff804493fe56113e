package import Runbook

/// What a drill found, as it is kept.
package struct DrillRecord: Hashable, Sendable {
    package var environment: String
    package var source: String
    package var target: String
    package var time: Milliseconds
    /// Of the plan and the regions that it was about: evidence of others says nothing.
    package var planDigest: String
    /// The findings, in JSON.
    package var findings: String

    package init(
        environment: String, source: String, target: String, time: Milliseconds, planDigest: String, findings: String
    ) {
        self.environment = environment
        self.source = source
        self.target = target
        self.time = time
        self.planDigest = planDigest
        self.findings = findings
    }
}
