import Engine
import Runbook
import RunbookCompiler
import World

/// What must hold of an effect when it acts, and of an undo when it is asked for.
extension Game {
    func breachOfEffect(_ flight: Flight, from before: WorldState, _ state: GameState) -> Breach? {
        harm(by: flight, from: before, state) ?? untrue(after: flight, from: before, state)
    }

    private func harm(by flight: Flight, from before: WorldState, _ state: GameState) -> Breach? {
        switch flight.effect {
        case .route(_, _, let routes):
            brokenWeights(flight, routes, state) ?? unserved(flight, before, state)
        case .scale: unserved(flight, before, state)
        case .promote(let region, let services, let loss):
            secondWriter(flight, before, state) ?? lostWrites(flight, region, services, loss, before, state)
        case .unfence, .follow: secondWriter(flight, before, state)
        case .fence, .prepare, .release, .verify, .custom, .notify: nil
        }
    }

    private func brokenWeights(_ flight: Flight, _ routes: [Effect.Route], _ state: GameState) -> Breach? {
        for route in routes {
            let sum = plan.topology.regionIndices.reduce(BasisPoints.zero) {
                $0 + (state.truth[$1, route.service].weight ?? .zero)
            }
            guard sum != .all else { continue }
            return Breach(
                .wholeWeights, flight.node, "the weights of \(plan.topology.name(of: route.service)) add up to \(sum)")
        }
        return nil
    }

    private func unserved(_ flight: Flight, _ before: WorldState, _ state: GameState) -> Breach? {
        for cell in flight.effect.cells(in: plan.topology) where plan.topology.routed.contains(cell.service) {
            guard flight.excused & cell.region.bit == 0 else { continue }
            let isServing = isServing(cell.region, cell.service, state)
            let old = Game.unserved(before[cell.region, cell.service], isServing)
            let new = Game.unserved(state.truth[cell.region, cell.service], isServing)
            guard new > old else { continue }
            let (service, region) = (plan.topology.name(of: cell.service), plan.topology.name(of: cell.region))
            let now = state.truth[cell.region, cell.service]
            let share = "\(region) gets \(now.weight ?? .zero) of the traffic of \(service)"
            return Breach(
                .servedTraffic, flight.node,
                isServing
                    ? "\(share) and is ready for \(now.capacity ?? .zero) of the peak"
                    : "\(share), which does not serve there")
        }
        return nil
    }

    /// The share of requests that arrive and are not served.
    private static func unserved(_ state: ServiceState, _ isServing: Bool) -> BasisPoints {
        let weight = state.weight ?? .zero
        return isServing ? max(.zero, weight - (state.capacity ?? .zero)) : weight
    }

    private func secondWriter(_ flight: Flight, _ before: WorldState, _ state: GameState) -> Breach? {
        for service in plan.topology.stateful {
            let writers = writers(of: service, state.truth)
            guard writers.count > 1, writers.count > self.writers(of: service, before).count else { continue }
            let names = writers.map { plan.topology.name(of: $0) }.joined(separator: " and ")
            return Breach(
                .oneWriter, flight.node, "\(names) both acknowledge writes of \(plan.topology.name(of: service))")
        }
        return nil
    }

    private func writers(of service: ServiceIndex, _ world: WorldState) -> [RegionIndex] {
        plan.topology.regionIndices.filter { world[$0, service].acknowledgesWrites == .yes }
    }

    private func lostWrites(
        _ flight: Flight, _ region: RegionIndex, _ services: ServiceSet, _ bound: Milliseconds,
        _ before: WorldState, _ state: GameState
    ) -> Breach? {
        guard flight.excused == 0 else { return nil }
        var earlier = state
        earlier.truth = before
        for service in services where before[region, service].role != .writer {
            let lag = lag(region, service, earlier)
            if let lag, lag <= bound { continue }
            let name = plan.topology.name(of: service)
            return Breach(
                .boundedLoss, flight.node,
                lag == nil
                    ? "\(name) is promoted from data that no longer follows the writer"
                    : "\(plan.topology.name(of: region)) becomes the writer of \(name) without the writes that have not"
                        + " reached it, and no more than \(bound) of them may be lost")
        }
        return nil
    }

    func breachOfWayBack(_ flight: Flight, _ state: GameState) -> Breach? {
        if state.hasCrossed {
            return Breach(
                .noWayBack, flight.node,
                "\(plan.labels[flight.node.index].id) is taken back although there is no way back any more")
        }
        let touched = flight.effect.cells(in: plan.topology)
        for other in state.flights where !isWayBack(other) && other.node != flight.node {
            guard !machine.state.isLeftToPeople(other.node) else { continue }
            guard other.effect.cells(in: plan.topology).contains(where: { cell in touched.contains { cell.meets($0) } })
            else { continue }
            let (late, early) = (name(other.node), name(flight.node))
            let services = Set(
                flight.effect.cells(in: plan.topology).filter { cell in
                    other.effect.cells(in: plan.topology).contains { $0.meets(cell) }
                }.map(\.service)
            ).sorted { $0.rawValue < $1.rawValue }.map { plan.topology.name(of: $0) }
            return Breach(
                .undoAfterDoubt, flight.node,
                "\(late) may still act on \(services.joined(separator: ", ")) while \(early) "
                    + (flight.isUndo ? "is undone" : "begins") + ": both may take effect, in either order")
        }
        return nil
    }

    /// A node with the adapter's action that it performs, if it does: `promote_target.undo (database.unlock)`.
    private func name(_ node: NodeID) -> String {
        let id = plan.labels[node.index].id
        guard case .custom(let action) = plan.operation(of: node) else { return id }
        return "\(id) (\(plan.actions[action].name))"
    }
}
