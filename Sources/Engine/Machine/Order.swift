package import Runbook
package import RunbookCompiler

/// What a person may tell a run to do.
package enum Order: Hashable, Sendable {
    case pause
    case proceed
    case retry(NodeID)
    case skip(NodeID)
    case rollback
    /// Ends the run where it is, without a rollback.
    case stop
    case switchMode(Mode)
}
