import Runbook

extension PlanGraph {
    /// For Graphviz: sections are clusters, rollback edges are dashed, the point of no return is drawn double.
    package static func dot(_ plan: Plan) -> String {
        var text = "digraph \(quoted(plan.runbook)) {\n"
        text += "  rankdir=TB;\n  node [fontname=\"Helvetica\", fontsize=11];\n"
        for section in plan.sections.indices where !plan.sections[section].nodes.isEmpty {
            text += "  subgraph cluster_\(section) {\n    label=\(quoted(heading(plan, section)));\n"
            for node in plan.sections[section].nodes { text += "    " + dotNode(plan, NodeID(node)) + "\n" }
            text += "  }\n"
        }
        for node in plan.nodes.indices {
            for next in plan.successors(of: NodeID(node)) { text += "  n\(node) -> n\(next.rawValue);\n" }
            if case .branch(let section) = plan.nodes[node].undo, let first = plan.sections[section].nodes.first {
                text += "  n\(node) -> n\(first) [style=dashed, color=red, label=\"undo\"];\n"
            }
            if case .finally(let section) = plan.nodes[node].kind, let first = plan.sections[section].nodes.first {
                text += "  n\(node) -> n\(first) [style=dotted];\n"
            }
        }
        for edge in rollbackEdges(plan) {
            text += "  n\(edge.from.rawValue) -> n\(edge.to.rawValue) [style=dashed, color=red, constraint=false];\n"
        }
        return text + "}\n"
    }

    private static func dotNode(_ plan: Plan, _ node: NodeID) -> String {
        let value = plan.nodes[node.index]
        let label = plan.labels[node.index]
        var lines = [label.id]
        if value.kind != .join { lines.append(label.title) }
        if let modes = modes(value.when) { lines.append(modes) }
        if value.isIrreversible { lines.append("POINT OF NO RETURN") }
        let shape =
            switch shape(value) {
            case .effect: "box"
            case .gate: "diamond"
            case .wait: "ellipse"
            case .approval: "hexagon"
            case .join: "point"
            case .finally: "note"
            }
        let double = value.isIrreversible ? ", peripheries=2, color=red" : ""
        return "n\(node.rawValue) [shape=\(shape), label=\(quoted(lines.joined(separator: "\n")))\(double)];"
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for character in text.unicodeScalars {
            switch character {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            default: result.unicodeScalars.append(character)
            }
        }
        return result + "\""
    }
}
