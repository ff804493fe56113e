import Runbook

/// Finds nodes that change the same thing without being ordered, visiting nodes in an order of the plan.
///
/// All nodes that change one thing are ordered exactly when each is ordered with the one visited before it, so one
/// comparison a node and thing is enough.
struct RaceFinder {
    private let plan: Plan
    private let precedence: Precedence
    /// The last node that changed each service of a facet in a region.
    private var last: [[Int32]] = Array(repeating: [], count: Resource.Facet.allCases.count << 8)

    init(_ plan: Plan, _ precedence: Precedence) {
        self.plan = plan
        self.precedence = precedence
    }

    /// Reports each earlier node with which this one races, once for each resource.
    mutating func visit(_ node: NodeID, report: (NodeID, Resource) -> Void) {
        guard case .effect(let operation) = plan.nodes[node.index].kind else { return }
        for resource in plan.resources(of: plan.operations[operation]) + needs(of: plan.operations[operation]) {
            let isEverywhere = resource.region == nil && resource.facet != .traffic
            let regions = isEverywhere ? plan.topology.regionIndices.map(Optional.some) : [resource.region]
            for region in regions { visit(node, resource, region, report) }
        }
    }

    /// What a shift does not change and yet has to find as it is: the capacity on both sides, forward and back.
    private func needs(of operation: Operation) -> [Resource] {
        guard case .shift(let pair, let services, _) = operation else { return [] }
        return [plan.pairs[pair].from, plan.pairs[pair].to].map { Resource(.capacity, $0, services) }
    }

    private mutating func visit(
        _ node: NodeID, _ resource: Resource, _ region: RegionIndex?, _ report: (NodeID, Resource) -> Void
    ) {
        let facet = Resource.Facet.allCases.firstIndex(of: resource.facet) ?? 0
        let key = facet << 8 | Int(region?.rawValue ?? 0)
        var checked = Int32(-1)
        if last[key].isEmpty { last[key] = Array(repeating: -1, count: ServiceSet.capacity) }
        for service in resource.services {
            let slot = service.index
            let earlier = last[key][slot]
            last[key][slot] = Int32(node.rawValue)
            guard earlier >= 0, earlier != checked, Int(earlier) != node.index else { continue }
            checked = earlier
            let other = NodeID(Int(earlier))
            guard plan.nodes[other.index].section == plan.nodes[node.index].section else { continue }
            // Two shifts need the same capacity; what they fight over are the weights.
            if resource.facet == .capacity, plan.isShift(node), plan.isShift(other) { continue }
            if !precedence.areOrdered(other, node) {
                var shared = resource
                shared.region = region
                shared.services = ServiceSet(CollectionOfOne(service))
                report(other, shared)
            }
        }
    }
}
