package import Engine
package import Runbook

/// How a rehearsal is to be held.
package struct RehearsalSettings: Sendable {
    package var mode: Mode
    package var approvals: FaultPlan.Approvals
    package var faults: FaultPlan?
    package var run = "rehearsal"
    package var initiator = "initiator"
    package var epoch = Epoch(rawValue: 1)
    /// How long people take to answer; each further one takes as long again.
    package var answerTime = Milliseconds.seconds(5)
    /// How often the regions are sampled for the report; none when nil.
    package var sampling: Milliseconds?
    /// The most time that may pass.
    package var limit = Milliseconds.hours(24)

    package init(mode: Mode, approvals: FaultPlan.Approvals = .granted, faults: FaultPlan? = nil) {
        self.mode = mode
        self.approvals = approvals
        self.faults = faults
    }

    /// As a fault plan says.
    package init(_ plan: FaultPlan) {
        self.init(mode: plan.mode, approvals: plan.approvals, faults: plan)
    }
}
