import Runbook

/// Finds one circle among the nodes that an order had to leave out.
enum CycleFinder {
    /// The entries along the circle, each once, the first being one that a `needs` leads to.
    static func cycle(in compiled: CompiledPlan, _ order: PlanOrder) -> [Int]? {
        let plan = compiled.plan
        // Each node that was left out has a predecessor that was left out: going back must come round.
        var predecessor = [Int32](repeating: -1, count: plan.nodes.count)
        var start: Int?
        for node in plan.nodes.indices where order.places[node] < 0 {
            start = start ?? node
            for successor in plan.successors(of: NodeID(node)) where predecessor[successor.index] < 0 {
                predecessor[successor.index] = Int32(node)
            }
        }
        guard var node = start else { return nil }
        var isSeen = [Bool](repeating: false, count: plan.nodes.count)
        while !isSeen[node] {
            isSeen[node] = true
            guard predecessor[node] >= 0 else { return nil }
            node = Int(predecessor[node])
        }
        var entries: [Int] = []
        var current = node
        repeat {
            let entry = Int(compiled.entryOfNode[current])
            if entry >= 0, entries.last != entry { entries.append(entry) }
            current = Int(predecessor[current])
        } while current != node
        if entries.count > 1, entries.first == entries.last { entries.removeLast() }
        return entries.reversed()
    }
}
