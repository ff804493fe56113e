import Runbook

extension PlanGraph {
    /// For Mermaid: sections are subgraphs, rollback edges are dotted, the point of no return has a class of its own.
    package static func mermaid(_ plan: Plan) -> String {
        var text = "flowchart TB\n"
        for section in plan.sections.indices where !plan.sections[section].nodes.isEmpty {
            text += "  subgraph s\(section)[\(mermaidText(heading(plan, section)))]\n"
            for node in plan.sections[section].nodes { text += "    " + mermaidNode(plan, NodeID(node)) + "\n" }
            text += "  end\n"
        }
        for node in plan.nodes.indices {
            for next in plan.successors(of: NodeID(node)) { text += "  n\(node) --> n\(next.rawValue)\n" }
            if case .branch(let section) = plan.nodes[node].undo, let first = plan.sections[section].nodes.first {
                text += "  n\(node) -. undo .-> n\(first)\n"
            }
            if case .finally(let section) = plan.nodes[node].kind, let first = plan.sections[section].nodes.first {
                text += "  n\(node) -.-> n\(first)\n"
            }
        }
        for edge in rollbackEdges(plan) { text += "  n\(edge.from.rawValue) -. rollback .-> n\(edge.to.rawValue)\n" }
        text += "  classDef noReturn stroke:#c00,stroke-width:3px\n"
        return text
    }

    private static func mermaidNode(_ plan: Plan, _ node: NodeID) -> String {
        let value = plan.nodes[node.index]
        let label = plan.labels[node.index]
        var lines = [label.id]
        if value.kind != .join { lines.append(label.title) }
        if let modes = modes(value.when) { lines.append(modes) }
        if value.isIrreversible { lines.append("POINT OF NO RETURN") }
        let (open, close) =
            switch shape(value) {
            case .effect: ("[", "]")
            case .gate: ("{", "}")
            case .wait: ("(", ")")
            case .approval: ("{{", "}}")
            case .join: ("((", "))")
            case .finally: ("[/", "/]")
            }
        let style = value.isIrreversible ? ":::noReturn" : ""
        return "n\(node.rawValue)\(open)\(mermaidText(lines.joined(separator: "<br>")))\(close)\(style)"
    }

    /// A text as Mermaid takes it, in quotation marks.
    package static func mermaidText(_ text: String) -> String {
        var result = "\""
        for character in text.unicodeScalars {
            switch character {
            case "\"": result += "#quot;"
            case "#": result += "#35;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result + "\""
    }
}
