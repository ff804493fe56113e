import Runbook

/// Finds the windows of a plan in one pass over its nodes.
///
/// On its way a set of fences is handed from node to node: those that come before it on some path. A promotion spends the
/// fences of its services, so that those of one hand-over are not taken for the next one's.
struct WindowFinder {
    /// Fences, as places in `fences`. Those of a plan beyond the 128th begin no window.
    private typealias Fences = UInt128

    private let plan: Plan
    private let fences: [(node: NodeID, region: RegionIndex, services: ServiceSet)]
    /// By node.
    private var before: [Fences]
    /// By node, in each mode.
    private var spent: [Mode: [Fences]]

    /// The windows of the main section; none in a plan with a cycle.
    static func windows(in compiled: CompiledPlan) -> [WriterlessWindow] {
        let plan = compiled.plan
        let order = PlanOrder(plan)
        guard order.isComplete else { return [] }
        var finder = WindowFinder(plan, order)
        var windows: [WriterlessWindow] = []
        func entry(_ node: NodeID) -> Int { Int(compiled.entryOfNode[node.index]) }
        for node in order.nodes where plan.nodes[node.index].section == 0 {
            let first = finder.visit(node)
            guard !first.isEmpty else { continue }
            windows.append(
                WriterlessWindow(
                    promotion: entry(node), when: plan.nodes[node.index].when, fences: first.map(entry)))
        }
        return windows
    }

    private init(_ plan: Plan, _ order: PlanOrder) {
        self.plan = plan
        var fences: [(node: NodeID, region: RegionIndex, services: ServiceSet)] = []
        for node in order.nodes where plan.nodes[node.index].section == 0 && fences.count < Fences.bitWidth {
            if case .fence(let region, let services) = plan.operation(of: node) {
                fences.append((node, region, services))
            }
        }
        self.fences = fences
        before = Array(repeating: 0, count: plan.nodes.count)
        spent = [.planned: before, .emergency: before]
    }

    /// The first fences of the window that a node ends; none when it is no promotion. Called once for each node, in order.
    private mutating func visit(_ node: NodeID) -> [NodeID] {
        var first: [NodeID] = []
        var own = Fences(0)
        switch plan.operation(of: node) {
        case .promote(let region, let services, _):
            let open = fences.indices.filter { isOpen($0, for: node, region, services) }
            let all = set(open)
            first = open.map { fences[$0].node }.filter { before[$0.index] & all == 0 }
            spend(services, by: node)
        case .fence: own = set(fences.indices.filter { fences[$0].node == node })
        default: break
        }
        for next in plan.successors(of: node) {
            before[next.index] |= before[node.index] | own
            for mode in Mode.allCases {
                let handed = spent[mode]?[node.index] ?? 0
                spent[mode]?[next.index] |= handed
            }
        }
        return first
    }

    /// Whether in some mode a fence comes before a promotion of its services elsewhere, and none of them between the two.
    private func isOpen(
        _ place: Int, for promotion: NodeID, _ region: RegionIndex, _ services: ServiceSet
    ) -> Bool {
        let fence = fences[place]
        guard before[promotion.index] & set([place]) != 0, fence.region != region,
            !fence.services.isDisjoint(with: services)
        else { return false }
        return Mode.allCases.contains { mode in
            plan.nodes[fence.node.index].when.admits(mode) && plan.nodes[promotion.index].when.admits(mode)
                && (spent[mode]?[promotion.index] ?? 0) & set([place]) == 0
        }
    }

    private mutating func spend(_ services: ServiceSet, by promotion: NodeID) {
        let own = set(fences.indices.filter { !fences[$0].services.isDisjoint(with: services) })
        for mode in Mode.allCases where plan.nodes[promotion.index].when.admits(mode) {
            spent[mode]?[promotion.index] |= before[promotion.index] & own
        }
    }

    private func set(_ places: [Int]) -> Fences { places.reduce(0) { $0 | 1 << Fences($1) } }
}
