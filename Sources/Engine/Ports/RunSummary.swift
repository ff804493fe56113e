package import Runbook

/// One line of the list of runs.
package struct RunSummary: Hashable, Sendable {
    package var header: RunHeader
    package var status: RunStatus
    package var ended: Milliseconds?
    /// What is true now, in one sentence; empty while running.
    package var truth: String
    /// Whether a living executor has it.
    package var isAttended: Bool

    package init(header: RunHeader, status: RunStatus, ended: Milliseconds?, truth: String, isAttended: Bool) {
        self.header = header
        self.status = status
        self.ended = ended
        self.truth = truth
        self.isAttended = isAttended
    }
}
