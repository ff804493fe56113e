import Runbook

/// A plan drawn: `dot`, `mermaid` and `text`, with its rollback edges and the point of no return.
package enum PlanGraph {
    /// What kind of thing a node is, for its shape.
    enum Shape {
        case effect, gate, wait, approval, join, finally
    }

    static func shape(_ node: Node) -> Shape {
        switch node.kind {
        case .join: .join
        case .effect: .effect
        case .gate: .gate
        case .wait: .wait
        case .approval: .approval
        case .finally: .finally
        }
    }

    /// What a node's rollback does, in a few words; nil when there is nothing to take back.
    static func undoText(_ plan: Plan, _ node: NodeID) -> String? {
        switch plan.nodes[node.index].undo {
        case .nothing: nil
        case .restore: "undo: back to what was before"
        case .branch(let section):
            "undo: " + plan.sections[section].nodes.map { plan.labels[$0].id }.joined(separator: ", ")
        }
    }

    /// The nodes of the main section from which a failure leads back, each with the node that is taken back next: the
    /// nearest one before it that has something to undo. Preparations are released in the end.
    static func rollbackEdges(_ plan: Plan) -> [(from: NodeID, to: NodeID)] {
        let order = PlanOrder(plan)
        let after = order.afterPointOfNoReturn(of: plan)
        let main = plan.sections.first?.nodes ?? 0..<0
        var nearest = [NodeID?](repeating: nil, count: plan.nodes.count)
        var result: [(NodeID, NodeID)] = []
        for node in order.nodes where main.contains(node.index) {
            if let back = nearest[node.index], after?[node.index] != true, plan.nodes[node.index].kind != .join {
                result.append((node, back))
            }
            let isTakenBack = plan.nodes[node.index].undo != .nothing && !plan.isPreparation(node)
            let mine = isTakenBack ? node : nearest[node.index]
            for next in plan.successors(of: node) where nearest[next.index] == nil { nearest[next.index] = mine }
        }
        return result
    }

    /// Where a section begins, as a heading.
    static func heading(_ plan: Plan, _ section: Int) -> String {
        switch plan.sections[section].purpose {
        case .main: "\(plan.runbook) version \(plan.version)"
        case .undo: "rollback branch"
        case .finally: section == plan.finally ? "finally, whatever the outcome" : "finally of a child"
        }
    }

    static func modes(_ modes: ModeGuard) -> String? {
        switch modes {
        case .always: nil
        case .planned: "planned only"
        case .emergency: "emergency only"
        default: "never"
        }
    }
}
