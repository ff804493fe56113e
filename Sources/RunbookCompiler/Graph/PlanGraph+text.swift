import Runbook

extension PlanGraph {
    /// For a terminal: a line a node in order, what it waits for when that is not just the line above, what watches it, and
    /// what takes it back.
    package static func text(_ plan: Plan) -> String {
        var predecessors = [[Int]](repeating: [], count: plan.nodes.count)
        for node in plan.nodes.indices {
            for next in plan.successors(of: NodeID(node)) { predecessors[next.index].append(node) }
        }
        var text = ""
        for section in plan.sections.indices where !plan.sections[section].nodes.isEmpty {
            if section > 0 { text += "\n" }
            text += heading(plan, section) + "\n"
            let nodes = plan.sections[section].nodes
            let width = min(40, nodes.map { plan.labels[$0].id.count }.max() ?? 0)
            for node in nodes {
                text += line(plan, NodeID(node), predecessors[node], isFirst: node == nodes.first, width) + "\n"
            }
        }
        return text
    }

    private static func line(
        _ plan: Plan, _ node: NodeID, _ predecessors: [Int], isFirst: Bool, _ width: Int
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
        if let undo = undoText(plan, node) { notes.append(undo) }
        switch value.failureRule {
        case .standard: break
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
