import Runbook

extension PlanGraph {
    /// For a terminal: a line a node in order, what it waits for when that is not just the line above, what watches it, and
    /// what takes it back.
    package static func text(_ plan: Plan) -> String {
        var predecessors = [[Int]](repeating: [], count: plan.nodes.count)
        for node in plan.nodes.indices {
            for next in plan.successors(of: NodeID(node)) { predecessors[next.index].append(node) }
        }
        let after = PlanOrder(plan).afterPointOfNoReturn(of: plan)
        var back: [NodeID: NodeID] = [:]
        for edge in rollbackEdges(plan) { back[edge.from] = edge.to }
        var text = ""
        for section in plan.sections.indices where !plan.sections[section].nodes.isEmpty {
            if section > 0 { text += "\n" }
            text += heading(plan, section) + "\n"
            let nodes = plan.sections[section].nodes
            let width = min(40, nodes.map { plan.labels[$0].id.count }.max() ?? 0)
            for node in nodes {
                let fallback = Fallback(isLate: after?[node] == true, back: back[NodeID(node)])
                text += line(plan, NodeID(node), predecessors[node], isFirst: node == nodes.first, width, fallback)
                text += "\n"
            }
        }
        return text
    }

    /// What a failure of a node leads to.
    private struct Fallback {
        /// Whether it is behind the point of no return.
        var isLate: Bool
        var back: NodeID?
    }

    private static func line(
        _ plan: Plan, _ node: NodeID, _ predecessors: [Int], isFirst: Bool, _ width: Int, _ fallback: Fallback
    ) -> String {
        let (value, label) = (plan.nodes[node.index], plan.labels[node.index])
        var result = "  " + label.id + String(repeating: " ", count: max(0, width - label.id.count)) + "  "
        var notes: [String] = []
        if !isFirst, predecessors != [node.index - 1] {
            let names = predecessors.map { plan.labels[$0].id }
            notes.append(names.isEmpty ? "at once" : "after " + names.joined(separator: ", "))
        }
        if let modes = modes(value.when) { notes.append(modes) }
        let watches = value.samplers.map { plan.samplers[$0] }.filter { $0.role == .watch }
        if !watches.isEmpty {
            notes.append("watched by " + watches.map { plan.gates[$0.gate].name }.joined(separator: ", "))
        }
        if !fallback.isLate, let undo = undoText(plan, node) { notes.append(undo) }
        switch value.failureRule {
        case .standard where fallback.isLate: notes.append("on failure: hold")
        case .standard:
            if let back = fallback.back { notes.append("on failure: rollback to \(plan.labels[back.index].id)") }
        case .rollback: notes.append("on failure: rollback")
        case .hold: notes.append("on failure: hold")
        case .proceed: notes.append("on failure: continue")
        }
        if value.kind != .join { result += label.title }
        if !notes.isEmpty { result += (value.kind == .join ? "" : "  ") + "[" + notes.joined(separator: "; ") + "]" }
        if value.isIrreversible {
            result += "\n  " + String(repeating: "=", count: 8) + " point of no return"
            if let why = label.irreversible { result += ": " + why }
        }
        return result
    }
}
