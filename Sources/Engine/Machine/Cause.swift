package import RunbookCompiler
package import World

/// Why a run left its way.
package struct Cause: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        case effectFailed(EffectFailure)
        case timedOut
        /// The safety check did not let it.
        case unsafe(Concern)
        case gateFailed
        case gateTimedOut
        case watchFailed(sampler: Int)
        case declined
        case unanswered
        /// A number is worse than when the approval was given.
        case approvalExpired(NodeID, ApprovalGrowth)
        /// What happened could not be found out.
        case inDoubt
        /// The answers to its attempts were lost, and it was seen that the last one was not done.
        case seenNotDone
        case undoFailed
        case deadline
        case rollbackDeadline
        case ordered
    }

    /// None when it concerns the run as a whole.
    package var node: NodeID?
    package var reason: Reason

    package init(node: NodeID?, reason: Reason) {
        self.node = node
        self.reason = reason
    }
}
