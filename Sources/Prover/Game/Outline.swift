import Engine
import RunbookCompiler

/// What of a plan decides which states are as good as each other. Shared, since it is asked about every state.
final class Outline: Sendable {
    let plan: Plan
    let footprints: Footprints

    init(_ plan: Plan) {
        self.plan = plan
        footprints = Footprints(plan)
    }

    /// Nothing goes forward any more: of what lies behind only that counts which is not taken back yet.
    func isGoingBack(_ run: RunState) -> Bool {
        switch run.phase {
        case .rollingBack, .finishing(.rolledBack), .finishing(.stopped), .ended(.rolledBack), .ended(.stopped): true
        default: false
        }
    }

    /// Whether a node still counts on the way back, besides those that have to be taken back.
    func remains(_ node: NodeID, _ run: RunState) -> Bool {
        let status = run.nodes[node.index].status
        return plan.sections[plan.nodes[node.index].section].purpose != .main || status.isActive
            || status.isLeftBehind || status == .undoFailed
    }

    /// Whose `finally` is still to come; a bit each.
    func owedFinally(_ run: RunState) -> UInt64 {
        plan.sections.indices.reduce(0) { bits, section in
            run.owesFinally(section, of: plan) ? bits | 1 << UInt64(section & 63) : bits
        }
    }
}
