internal import Runbook
package import RunbookCompiler

/// What must hold of a world; the checkers of tests, rehearsal and proof ask the same questions.
package enum Invariant: String, Hashable, Sendable, CaseIterable {
    case weightsSumToWhole = "weights sum to 100%"
    case someRegionServes = "at least one region serves"
    case oneWriter = "at most one region acknowledges writes"
    case trafficIsServed = "no traffic to a region that cannot serve it"

    /// Whether a world is known to break it.
    package func isViolated(in world: WorldState, topology: Topology) -> Bool {
        switch self {
        case .weightsSumToWhole:
            topology.routed.contains { service in
                var sum = BasisPoints.zero
                for region in world.regions where topology.regions[region.index].services.contains(service) {
                    guard let weight = world[region, service].weight else { return false }
                    sum = sum + weight
                }
                return sum != .all
            }
        case .someRegionServes:
            topology.routed.contains { service in
                world.regions.allSatisfy { world[$0, service].isServing == .no || world[$0, service].weight == .zero }
            }
        case .oneWriter:
            topology.stateful.contains { service in
                world.regions.count { world[$0, service].acknowledgesWrites == .yes } > 1
            }
        case .trafficIsServed:
            topology.routed.contains { service in
                world.regions.contains { region in
                    let state = world[region, service]
                    guard let weight = state.weight, weight > .zero else { return false }
                    if state.isServing == .no { return true }
                    return state.capacity.map { $0 < weight } ?? false
                }
            }
        }
    }
}
