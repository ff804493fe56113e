import Engine
import RunbookCompiler

/// What of a plan decides which states are as good as each other. Shared, since it is asked about every state.
final class Outline: Sendable {
    let plan: Plan
    let footprints: Footprints
    /// By node.
    private let isMain: [Bool]

    init(_ plan: Plan) {
        self.plan = plan
        isMain = plan.nodes.map { plan.sections[$0.section].purpose == .main }
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
        guard isMain[node.index] else { return true }
        return switch run.nodes[node.index].status {
        case .failed, .doubtful, .undoFailed: true
        case let status: status.isActive
        }
    }

    /// Whose `finally` is still to come; a bit each.
    func owedFinally(_ run: RunState) -> UInt64 {
        plan.sections.indices.reduce(0) { bits, section in
            run.owesFinally(section, of: plan) ? bits | 1 << UInt64(section & 63) : bits
        }
    }
}
