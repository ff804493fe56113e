import Runbook
import RunbookCompiler
import World

/// What a run takes over from a held one that it supersedes.
extension RunMachine {
    /// The base weights that are captured by now.
    package var baseline: Baseline {
        var entries: [Baseline.Entry] = []
        for pair in plan.pairs {
            for service in plan.topology.routed {
                let slot = pair.baseSlot + 2 * service.index
                guard state.captures.indices.contains(slot + 1), state.captures[slot] != RunState.uncaptured else {
                    continue
                }
                entries.append(
                    Baseline.Entry(
                        from: pair.from, to: pair.to, service: service,
                        fromWeight: BasisPoints(state.captures[slot]), toWeight: BasisPoints(state.captures[slot + 1])))
            }
        }
        return Baseline(entries)
    }

    /// Before anything was shifted; pairs that this plan does not shift between are of no concern to it.
    mutating func inherited(_ baseline: Baseline) throws(Refusal) {
        guard state.phase == .running, !state.hasInheritedBase, self.baseline.entries.isEmpty else { throw .notNow }
        for entry in baseline.entries {
            guard let pair = plan.pairs.first(where: { $0.from == entry.from && $0.to == entry.to }),
                plan.topology.routed.contains(entry.service)
            else { continue }
            let slot = pair.baseSlot + 2 * entry.service.index
            state.captures[slot] = entry.fromWeight.rawValue
            state.captures[slot + 1] = entry.toWeight.rawValue
            state.hasInheritedBase = true
        }
    }

    /// The run before has shifted more than this hop asks for; going back to less would send traffic where it left.
    func isPastInherited(_ effect: Effect, of node: NodeID, in world: WorldState) -> Bool {
        guard state.hasInheritedBase, !state.nodes[node.index].status.isUndo,
            plan.sections[plan.nodes[node.index].section].purpose == .main,
            case .route(_, let to, let routes) = effect
        else { return false }
        return routes.allSatisfy { route in
            (world[to, route.service].weight).map { $0 >= route.to } ?? false
        }
    }
}
