package import Runbook
package import RunbookCompiler
package import World

/// Everything that the machine remembers. Equal situations are equal states.
package struct RunState: Hashable, Sendable {
    package var phase = Phase.idle
    package var mode = Mode.planned
    package var nodes: [NodeState]
    package var samplers: [SamplerState]
    /// People who granted an approval, a bit each; by approval.
    package var grants: [UInt64]
    /// The numbers that were approved; nil before, and when none were named; by approval.
    package var approved: [ApprovalTerms?]
    /// What grew worse than was approved, until that is approved anew; by approval.
    package var expired: [ApprovalGrowth?]
    /// Values before effects and base weights; `RunState.uncaptured` until known.
    package var captures: [Int32]
    /// Nodes that are not finished yet, by section; nil until the section has begun.
    package var remaining: [Int32?]
    /// What a rollback has to take back, the latest last; preparations before everything else.
    package var undoStack: [NodeID] = []
    package var inFlight: Int32 = 0
    /// Irreversible intents; above zero there is no way back.
    package var crossings: Int32 = 0
    /// The first reason why the run left its way, and the latest one why it is held.
    package var cause: Cause?
    package var holdCause: Cause?
    /// Held steps that were left as they were when the run went on.
    package var hasLeftBehind = false
    /// A person let an effect stay that could not be undone.
    package var hasSkippedUndo = false
    /// Writers that a person accepted as not confirmed fenced.
    package var accepted = Obligations()
    /// Regions that earlier runs left unfenced, and that nobody has seen fenced since.
    package var inherited = Obligations()
    /// Regions that were left unfenced by this run or an earlier one.
    package var obligations = Obligations()
    /// The most writes, as time, that promotions of this run may have lost.
    package var lossBound = Milliseconds.zero
    /// The base weights are those of a run that this one took over from.
    package var hasInheritedBase = false

    package static let uncaptured = Int32.min

    /// Whether a section is a `finally` that is still to come: the root's, or that of a child that has begun.
    package func owesFinally(_ section: Int, of plan: Plan) -> Bool {
        guard case .finally(let scope) = plan.sections[section].purpose, remaining[section] != 0 else { return false }
        return section == plan.finally || scope.contains { nodes[$0].status != .pending }
    }

    /// Whether a person let an effect stay that could not be undone, knowing what the run knows of it.
    package func isLeftToPeople(_ node: NodeID) -> Bool {
        nodes[node.index].status == .undoFailed && !undoStack.contains(node)
    }

    package init(_ plan: Plan) {
        nodes = plan.dependencyCounts.map(NodeState.init)
        samplers = Array(repeating: SamplerState(), count: plan.samplers.count)
        grants = Array(repeating: 0, count: plan.approvals.count)
        approved = Array(repeating: nil, count: plan.approvals.count)
        expired = Array(repeating: nil, count: plan.approvals.count)
        captures = Array(repeating: RunState.uncaptured, count: plan.captureCount)
        remaining = Array(repeating: nil, count: plan.sections.count)
    }
}
