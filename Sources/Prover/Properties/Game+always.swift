import Engine
import Runbook
import RunbookCompiler
import World

/// What the author says to be always true.
extension Game {
    /// An effect has made it untrue, and nothing else had happened since the look on which it was decided.
    func untrue(after flight: Flight, from before: WorldState, _ state: GameState) -> Breach? {
        guard !plan.always.isEmpty, flight.excused == 0 else { return nil }
        var earlier = state
        earlier.truth = before
        for property in plan.always where holds(property, earlier) && !holds(property, state) {
            return Breach(
                .always, flight.node, untruth(of: property, "is not true any more", state), statedAt: property.origin)
        }
        return nil
    }

    /// A run has ended and left it untrue, though nothing is lost at the moment, and no person has let it be so.
    func untrueAtTheEnd(_ state: GameState, _ outcome: Phase.Outcome) -> Breach? {
        guard !plan.always.isEmpty, state.outages.isEmpty, !isLeftByPeople(state) else { return nil }
        for (index, property) in plan.always.enumerated() where !holds(property, state) {
            guard outcome == .succeeded || heldAtTheStart[index] else { continue }
            return Breach(
                .always, nil, "the run is over, but " + untruth(of: property, "is not true", state),
                statedAt: property.origin)
        }
        return nil
    }

    private func isLeftByPeople(_ state: GameState) -> Bool {
        state.run.nodes.indices.contains { index in
            switch state.run.nodes[index].status {
            case .doubtful: true
            case .continued: plan.nodes[index].failureRule != .proceed
            default: state.run.isLeftToPeople(NodeID(index))
            }
        }
    }

    /// It is untrue through what happened outside, and the run neither acts nor is held: it waits for an answer.
    func untrueUnnoticed(_ state: GameState) -> Breach? {
        guard !plan.always.isEmpty, state.run.phase == .running, !state.outages.isEmpty else { return nil }
        let active = state.run.nodes.indices.filter { state.run.nodes[$0].status.isActive }
        guard let asking = active.first, active.allSatisfy({ state.run.nodes[$0].status == .asking }) else {
            return nil
        }
        let outlook = GateOutlook(view(of: state), topology: plan.topology, mode: state.run.mode)
        guard active.allSatisfy({ passes(NodeID($0), outlook) }) else { return nil }
        for (index, property) in plan.always.enumerated() where heldAtTheStart[index] && !holds(property, state) {
            let waiting =
                "\(plan.labels[asking].id) waits for an answer" + (isWatching(asking) ? "" : " and has no watch")
            return Breach(
                .always, NodeID(asking),
                untruth(of: property, "is not true", state) + "; nothing notices, since \(waiting)",
                statedAt: property.origin)
        }
        return nil
    }

    private func isWatching(_ node: Int) -> Bool { !plan.nodes[node].samplers.isEmpty }

    func holds(_ property: PlanProperty, _ state: GameState) -> Bool { holds(property.condition, state) }

    func holds(_ condition: PlanProperty.Condition, _ state: GameState) -> Bool {
        switch condition {
        case .tally(let tally, let services, let comparison, let number):
            services.allSatisfy { service in
                comparison.holds(Double(count(tally, service, state)), Double(number))
            }
        // Of no service nothing is true.
        case .trait(let trait, let region, let services):
            !services.isEmpty && services.allSatisfy { isTrue(trait, region, $0, state) }
        case .comparison(let metric, let region, let services, let comparison, let value):
            !services.isEmpty && services.allSatisfy { comparison.holds(level(metric, region, $0, state), value) }
        case .running: if case .ended = state.run.phase { false } else { true }
        case .mode(let mode): mode == state.run.mode
        case .constant(let value): value
        case .and(let parts): parts.allSatisfy { holds($0, state) }
        case .or(let parts): parts.contains { holds($0, state) }
        case .not(let part): !holds(part, state)
        }
    }

    func count(_ tally: Claim.Tally, _ service: ServiceIndex, _ state: GameState) -> Int {
        plan.topology.regionIndices.count { counts($0, service, tally, state) }
    }

    private func counts(
        _ region: RegionIndex, _ service: ServiceIndex, _ tally: Claim.Tally, _ state: GameState
    ) -> Bool {
        guard plan.topology.regions[region.index].services.contains(service) else { return false }
        return switch tally {
        case .servingRegions:
            isServing(region, service, state) && (state.truth[region, service].weight ?? .zero) > .zero
        case .writers: acknowledges(region, service, state)
        }
    }

    func isTrue(
        _ trait: Claim.Trait, _ region: RegionIndex, _ service: ServiceIndex, _ state: GameState
    ) -> Bool {
        switch trait {
        case .healthy: state.outages.answers(region) && isServing(region, service, state)
        case .reachable: state.outages.answers(region)
        case .writer: acknowledges(region, service, state)
        case .fenced: state.truth[region, service].isFenced == .yes
        case .standby: isStandby(region, service, state)
        case .current:
            lag(region, service, state).map { $0 <= plan.topology.thresholds.replicationLag } ?? false
        }
    }

    /// It follows a writer, if over others; whether anything flows at the moment is another question.
    private func isStandby(
        _ region: RegionIndex, _ service: ServiceIndex, _ state: GameState, hops: Int = 8
    ) -> Bool {
        let copy = state.truth[region, service]
        guard copy.role == .standby, case .region(let source) = copy.source, hops > 0 else { return false }
        return state.truth[source, service].role == .writer || isStandby(source, service, state, hops: hops - 1)
    }

    /// A dead region acknowledges nothing until it comes back.
    private func acknowledges(_ region: RegionIndex, _ service: ServiceIndex, _ state: GameState) -> Bool {
        state.truth[region, service].acknowledgesWrites == .yes && !state.outages.isDead(region)
    }

    /// In the unit of the metric; data that follows nobody is as old as can be.
    func level(
        _ metric: Metric, _ region: RegionIndex, _ service: ServiceIndex, _ state: GameState
    ) -> Double {
        switch metric {
        case .weight: state.truth[region, service].weight?.ratio ?? 0
        case .capacity: state.truth[region, service].capacity?.ratio ?? 0
        default: lag(region, service, state).map { Double($0.rawValue) } ?? .infinity
        }
    }
}
