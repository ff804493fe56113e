import Engine
import Runbook
import RunbookCompiler
package import World

/// What can be seen of the regions.
extension Game {
    /// A time beyond every bound that a runbook may name.
    static var beyondBounds: Milliseconds { .hours(24 * 365) }

    /// What a look shows: nothing of the data of a region that does not answer, and no fact on which something that is
    /// on its way may still act.
    package func view(of state: GameState) -> WorldState {
        var world = state.truth
        let topology = plan.topology
        for region in topology.regionIndices {
            let answers = state.outages.answers(region)
            world.isReachable[region.index] = Knowledge(answers)
            for service in topology.regions[region.index].services {
                world[region, service].isServing = Knowledge(isServing(region, service, state))
                guard topology.stateful.contains(service) else { continue }
                world[region, service].lag = lag(region, service, state)
                world[region, service].isStreaming = Knowledge(isStreaming(region, service, state))
            }
            if !answers { hide(region, isDead: state.outages.isDead(region), in: &world) }
        }
        for flight in state.flights {
            for cell in flight.effect.cells(in: topology) { cell.hide(in: &world) }
        }
        return world
    }

    func isServing(_ region: RegionIndex, _ service: ServiceIndex, _ state: GameState) -> Bool {
        !state.outages.isDead(region)
            && !state.outages.contains(.service(region, service), services: plan.topology.services.count)
    }

    private func hide(_ region: RegionIndex, isDead: Bool, in world: inout WorldState) {
        for service in plan.topology.regions[region.index].services {
            if !isDead { world[region, service].isServing = .unknown }
            world[region, service].capacity = nil
            world[region, service].role = .unknown
            world[region, service].lag = nil
            world[region, service].source = .unknown
            world[region, service].isStreaming = .unknown
            world[region, service].isFenced = .unknown
        }
    }

    private func isStreaming(_ region: RegionIndex, _ service: ServiceIndex, _ state: GameState) -> Bool {
        guard state.truth[region, service].isStreaming == .yes,
            case .region(let source) = state.truth[region, service].source
        else { return false }
        return !state.outages.isDead(region) && !state.outages.isDead(source)
            && !isBroken(between: region, and: source, state)
    }

    private func isBroken(between one: RegionIndex, and other: RegionIndex, _ state: GameState) -> Bool {
        guard state.outages.broken != 0 else { return false }
        return plan.topology.links.indices.contains { index in
            let link = plan.topology.links[index]
            guard state.outages.broken & (1 << UInt64(index)) != 0 else { return false }
            return (link.from == one && link.to == other) || (link.from == other && link.to == one)
        }
    }

    /// How far a region's data is behind: nothing, beyond every bound, or nil where no way leads to a writer. The last
    /// that a standby had of a writer that died is taken as within the bound.
    func lag(
        _ region: RegionIndex, _ service: ServiceIndex, _ state: GameState, hops: Int = 8
    ) -> Milliseconds? {
        let copy = state.truth[region, service]
        switch copy.role {
        case .writer: return .zero
        case .none, .unknown, .detached: return nil
        case .standby: break
        }
        guard case .region(let source) = copy.source, hops > 0 else { return nil }
        if copy.isStreaming != .yes || isBroken(between: region, and: source, state) { return Game.beyondBounds }
        if state.truth[source, service].role == .writer { return .zero }
        if state.outages.isDead(source) { return Game.beyondBounds }
        return lag(source, service, state, hops: hops - 1)
    }
}
