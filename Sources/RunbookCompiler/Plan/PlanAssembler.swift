/// Puts a plan together node by node and edge by edge; `finish` lays the adjacency out flat.
package struct PlanAssembler {
    package private(set) var plan: Plan
    private var edges: [(from: NodeID, to: NodeID)] = []

    package init(_ plan: Plan) {
        self.plan = plan
    }

    package mutating func add(_ node: Node, _ label: NodeLabel) -> NodeID {
        plan.nodes.append(node)
        plan.labels.append(label)
        return NodeID(plan.nodes.count - 1)
    }

    package mutating func addEdge(from: NodeID, to: NodeID) { edges.append((from, to)) }

    /// Reads and changes the tables and nodes; edges are only ever added.
    package mutating func update<Result>(_ change: (inout Plan) throws -> Result) rethrows -> Result {
        try change(&plan)
    }

    /// Adds samplers of a node: its own gate first, then what watches it.
    package mutating func addSamplers(_ samplers: [(gate: Int, role: Sampler.Role)], to node: NodeID) {
        let first = plan.samplers.count
        plan.samplers += samplers.map { Sampler(node: node, gate: $0.gate, role: $0.role) }
        plan.nodes[node.index].samplers = first..<plan.samplers.count
    }

    /// Reserves room for the values that a node captures before its effect.
    package mutating func addCaptures(_ count: Int, to node: NodeID) {
        plan.nodes[node.index].captures = plan.captureCount..<(plan.captureCount + count)
        plan.captureCount += count
    }

    /// The pair of regions, added with room for its base weights when it is new.
    package mutating func pair(from: RegionIndex, to: RegionIndex) -> Int {
        if let known = plan.pairs.firstIndex(where: { $0.from == from && $0.to == to }) { return known }
        plan.pairs.append(ShiftPair(from: from, to: to, baseSlot: plan.captureCount))
        plan.captureCount += 2 * plan.topology.services.count
        return plan.pairs.count - 1
    }

    /// The plan with its adjacency; equal edges count once.
    package consuming func finish() -> Plan {
        var counts = [Int32](repeating: 0, count: plan.nodes.count)
        var offsets = [Int32](repeating: 0, count: plan.nodes.count + 1)
        for edge in edges { offsets[edge.from.index + 1] += 1 }
        for index in plan.nodes.indices { offsets[index + 1] += offsets[index] }
        var sorted = [NodeID](repeating: NodeID(0), count: edges.count)
        var next = offsets
        for edge in edges {
            sorted[Int(next[edge.from.index])] = edge.to
            next[edge.from.index] += 1
        }
        var successors: [NodeID] = []
        successors.reserveCapacity(edges.count)
        for index in plan.nodes.indices {
            let (start, end) = (Int(offsets[index]), Int(offsets[index + 1]))
            if end - start > 1 { sorted[start..<end].sort() }
            offsets[index] = Int32(successors.count)
            for place in start..<end where place == start || sorted[place] != sorted[place - 1] {
                successors.append(sorted[place])
                counts[sorted[place].index] += 1
            }
        }
        offsets[plan.nodes.count] = Int32(successors.count)
        plan.successors = successors
        plan.successorOffsets = offsets
        plan.dependencyCounts = counts
        return plan
    }
}
