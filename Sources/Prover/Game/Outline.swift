import Engine
import RunbookCompiler

/// What of a plan decides which states are as good as each other.
struct Outline: Sendable {
    let footprints: Footprints
    /// Where the base weights are kept.
    let bases: [Range<Int>]
    private let sections: [Section]
    private let captures: [Range<Int>]
    private let isMain: [Bool]

    init(_ plan: Plan) {
        footprints = Footprints(plan)
        sections = plan.sections
        captures = plan.nodes.map(\.captures)
        isMain = plan.nodes.map { plan.sections[$0.section].purpose == .main }
        bases = plan.pairs.map { $0.baseSlot..<($0.baseSlot + 2 * plan.topology.services.count) }
    }

    /// Nothing goes forward any more: of what lies behind only that counts which is not taken back yet.
    func isGoingBack(_ run: RunState) -> Bool {
        switch run.phase {
        case .rollingBack, .finishing(.rolledBack), .finishing(.stopped), .ended(.rolledBack), .ended(.stopped): true
        default: false
        }
    }

    /// Nodes that still count on the way back.
    func remains(_ node: NodeID, _ run: RunState) -> Bool {
        let status = run.nodes[node.index].status
        return !isMain[node.index] || status.isActive || status.isLeftBehind || status == .undoFailed
            || run.undoStack.contains(node)
    }

    /// The values to which a node is taken back.
    func captures(of node: NodeID) -> Range<Int> { captures[node.index] }

    /// Children that have begun and whose `finally` is not over; a bit each.
    func childrenBegun(_ run: RunState) -> UInt64 {
        sections.indices.reduce(0) { bits, section in
            guard case .finally(let scope) = sections[section].purpose, run.remaining[section] != 0,
                scope.contains(where: { run.nodes[$0].status != .pending })
            else { return bits }
            return bits | 1 << UInt64(section & 63)
        }
    }
}
