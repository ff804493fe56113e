import Runbook

/// Answers whether one node always comes before another.
///
/// Sequences and blocks alone make a series-parallel order, which has two linear orders: `a` comes before `b` when it
/// does so in both, the second being the one in which the branches of every block are laid out in reverse. That is one
/// comparison. Only edges from `needs` can order more, and only for them is the graph searched.
final class Precedence {
    private let plan: Plan
    private let order: PlanOrder
    private let mirrored: [Int32]
    private let hasNeeds: Bool
    private var visits: [UInt32] = []
    private var visit = UInt32(0)

    init(_ compiled: CompiledPlan, _ order: PlanOrder) {
        plan = compiled.plan
        self.order = order
        hasNeeds = !compiled.neededEdges.isEmpty
        var shifts = [Int32](repeating: 0, count: plan.nodes.count + 1)
        for branches in compiled.parallels {
            var after = branches.reduce(0) { $0 + $1.count }
            var before = 0
            for branch in branches {
                after -= branch.count
                shifts[branch.lowerBound] += Int32(after - before)
                shifts[branch.upperBound] -= Int32(after - before)
                before += branch.count
            }
        }
        var shift = Int32(0)
        mirrored = plan.nodes.indices.map { node in
            shift += shifts[node]
            return Int32(node) + shift
        }
    }

    func isBefore(_ first: NodeID, _ second: NodeID) -> Bool {
        let section = plan.nodes[first.index].section
        guard section == plan.nodes[second.index].section else { return false }
        if first < second, mirrored[first.index] < mirrored[second.index] { return true }
        guard hasNeeds, order.places[first.index] < order.places[second.index] else { return false }
        return isReachable(first, second)
    }

    func areOrdered(_ first: NodeID, _ second: NodeID) -> Bool {
        isBefore(first, second) || isBefore(second, first)
    }

    private func isReachable(_ first: NodeID, _ second: NodeID) -> Bool {
        if visits.isEmpty { visits = Array(repeating: 0, count: plan.nodes.count) }
        visit += 1
        let limit = order.places[second.index]
        var open = [first]
        while let node = open.popLast() {
            for next in plan.successors(of: node) where visits[next.index] != visit && order.places[next.index] <= limit
            {
                if next == second { return true }
                visits[next.index] = visit
                open.append(next)
            }
        }
        return false
    }
}
