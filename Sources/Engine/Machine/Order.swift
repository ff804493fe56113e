package import Runbook
package import RunbookCompiler

/// What a person may tell a run to do.
package enum Order: Hashable, Sendable {
    case pause
    case proceed
    case retry(NodeID)
    case skip(NodeID)
    /// Of a held emergency: a fence is not confirmed, or a promotion waits for one, and a second writer is risked.
    case acceptTwoWriters(NodeID)
    case rollback
    /// Ends the run where it is, without a rollback.
    case stop
    /// Of a held run: it ends at once, because another run has taken over what it had.
    case giveWay
    case switchMode(Mode)
}
