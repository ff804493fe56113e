package import Runbook

/// An order of a plan's nodes in which every edge leads forward.
package struct PlanOrder {
    /// All nodes but those on a cycle or behind one.
    package private(set) var nodes: [NodeID] = []
    /// Of each node, its place in the order; -1 of those left out.
    package private(set) var places: [Int32]

    package init(_ plan: Plan) {
        places = Array(repeating: -1, count: plan.nodes.count)
        nodes.reserveCapacity(plan.nodes.count)
        var waiting = plan.dependencyCounts
        for node in plan.nodes.indices where waiting[node] == 0 { nodes.append(NodeID(node)) }
        var next = 0
        while next < nodes.count {
            let node = nodes[next]
            places[node.index] = Int32(next)
            next += 1
            for successor in plan.successors(of: node) {
                waiting[successor.index] -= 1
                if waiting[successor.index] == 0 { nodes.append(successor) }
            }
        }
    }

    package var isComplete: Bool { nodes.count == places.count }

    /// Whether each node has one behind it, on some path, from which there is no way back; nil when no node does.
    package func afterPointOfNoReturn(of plan: Plan, in mode: Mode? = nil) -> [Bool]? {
        func isCrossing(_ node: Int) -> Bool {
            plan.nodes[node].isIrreversible && (mode.map { plan.nodes[node].when.admits($0) } ?? true)
        }
        guard plan.nodes.indices.contains(where: isCrossing) else { return nil }
        var after = [Bool](repeating: false, count: plan.nodes.count)
        for node in nodes where after[node.index] || isCrossing(node.index) {
            for successor in plan.successors(of: node) { after[successor.index] = true }
        }
        return after
    }
}
