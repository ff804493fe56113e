import Engine
import Runbook
import RunbookCompiler

/// Waits and gates that may as well be passed before anything else happens.
///
/// While a node waits, nothing is on its way for it, and after it the next node only looks. So whoever stops the run, orders
/// a rollback or has another branch fail during the wait finds what they find just before it or just after it; and what
/// other branches do during the wait they may as well do before it begins. That holds where nothing that the node
/// measures can be changed by another branch. What becomes of the node itself, and what is lost meanwhile, is tried
/// as everywhere.
struct Lulls: Sendable {
    private let isLull: [Bool]

    init(_ plan: Plan, _ footprints: Footprints, mode: Mode) {
        let reachable = Lulls.reachable(plan)
        isLull = plan.nodes.indices.map { index in
            let node = NodeID(index)
            return Lulls.waits(plan.nodes[index].kind) && plan.sections[plan.nodes[index].section].purpose == .main
                && !plan.successors(of: node).isEmpty
                && plan.successors(of: node).allSatisfy { Lulls.rests($0, plan, mode) }
                && plan.nodes.indices.allSatisfy { other in
                    other == index || reachable[index].contains(other) || reachable[other].contains(index)
                        || footprints.areApart(NodeID(other), node)
                }
        }
    }

    /// A node of a run that can pass at once, if there is one; `passes` says whether nothing keeps a node from it.
    func first(of run: RunState, _ passes: (NodeID) -> Bool) -> NodeID? {
        guard run.phase == .running else { return nil }
        for index in run.nodes.indices where isLull[index] {
            switch run.nodes[index].status {
            case .waiting, .sampling: if passes(NodeID(index)) { return NodeID(index) }
            default: continue
            }
        }
        return nil
    }

    private static func waits(_ kind: Node.Kind) -> Bool {
        switch kind {
        case .gate, .wait: true
        case .join, .effect, .approval, .finally: false
        }
    }

    /// Nothing is performed at once when the node becomes ready.
    private static func rests(_ node: NodeID, _ plan: Plan, _ mode: Mode) -> Bool {
        let isPassedOver = !plan.nodes[node.index].when.admits(mode)
        switch plan.nodes[node.index].kind {
        case .effect where !isPassedOver: return plan.nodes[node.index].isObservable
        case .gate where !isPassedOver, .wait where !isPassedOver, .approval where !isPassedOver: return true
        case .finally: return false
        case .join, .effect, .gate, .wait, .approval:
            let next = plan.successors(of: node)
            return !next.isEmpty && next.allSatisfy { rests($0, plan, mode) }
        }
    }

    /// By node, those that come after it.
    private static func reachable(_ plan: Plan) -> [Set<Int>] {
        plan.nodes.indices.map { index in
            var (found, open): (Set<Int>, [Int]) = ([], [index])
            while let node = open.popLast() {
                for next in plan.successors(of: NodeID(node)) where found.insert(next.index).inserted {
                    open.append(next.index)
                }
            }
            return found
        }
    }
}
