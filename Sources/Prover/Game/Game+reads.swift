import Engine
import Runbook
import RunbookCompiler
import World

/// What the next moves of a state depend on. The machine holds the run of the state meanwhile.
extension Game {
    func reads(in state: GameState) -> Reads {
        var reads = Reads(plan.topology)
        for property in plan.always { note(property.condition, &reads) }
        for action in deeds { note(action, state, &reads) }
        for index in machine.state.nodes.indices where machine.state.nodes[index].status.isActive {
            let node = NodeID(index)
            if !machine.state.nodes[index].status.isUndo {
                noteGates(of: node, state, &reads)
            }
            switch plan.nodes[index].kind {
            case .effect: note(node, machine.effect(for: node), isWayBack: machine.isWayBack(node), state, &reads)
            case .approval:
                for guarded in machine.guarded(by: node) { note(guarded, nil, isWayBack: false, state, &reads) }
            default: break
            }
        }
        return reads
    }

    /// What anything on the way back may still look at: what is at work, and whatever has to be taken back; or as much of
    /// it as notices all that is lost.
    func readsOnTheWayBack(in state: GameState, untilNoticed lost: [Loss]) -> Reads {
        var reads = reads(in: state)
        for node in machine.state.undoStack {
            if lost.allSatisfy({ reads.notices($0, plan.topology) }) { break }
            note(node, machine.restoring(node), isWayBack: true, from: machine.forward(node), state, &reads)
            guard case .branch(let section) = plan.nodes[node.index].undo else { continue }
            for index in plan.sections[section].nodes {
                noteGates(of: NodeID(index), state, &reads)
                note(NodeID(index), nil, isWayBack: true, state, &reads)
            }
        }
        return reads
    }

    private func note(_ property: PlanProperty.Condition, _ reads: inout Reads) {
        switch property {
        case .tally(.servingRegions, let services, _, _):
            for region in plan.topology.regionIndices { reads.note(services, in: region) }
        case .tally(.writers, _, _, _): reads.note(regions: .max)
        case .trait(.current, _, _), .comparison(.replicationLag, _, _, _, _): reads.note(data: .max)
        case .trait(_, let region, let services): reads.note(services, in: region)
        case .comparison, .running, .mode, .constant: break
        case .and(let parts), .or(let parts): for part in parts { note(part, &reads) }
        case .not(let part): note(part, &reads)
        }
    }

    private func noteGates(of node: NodeID, _ state: GameState, _ reads: inout Reads) {
        for query in plan.queries(of: node) {
            reads.note(plan.topology.services(of: query), in: query.region)
            switch query.metric {
            case .replicationLag, .replicationLagBytes, .bandwidth, .writeRate:
                reads.note(data: upstream(of: query.region, state))
            default: break
            }
        }
    }

    /// - Parameters:
    ///   - effect: what the node is about to bring about, if that is known.
    ///   - before: what will have been brought about by then; nil for what is there now.
    private func note(
        _ node: NodeID, _ effect: Effect?, isWayBack: Bool, from before: Effect? = nil, _ state: GameState,
        _ reads: inout Reads
    ) {
        switch plan.operation(of: node) {
        case .shift(let index, let services, _):
            for region in receivers(plan.pairs[index], effect, isWayBack, before, state) {
                reads.note(services, in: region)
                if isWayBack || !plan.approvals.isEmpty { reads.note(data: upstream(of: region, state)) }
            }
            if !plan.approvals.isEmpty { reads.note(data: upstream(of: plan.pairs[index].from, state)) }
            if isWayBack { reads.note(regions: writers(state)) }
        case .promote(let region, _, _):
            reads.note(regions: .max)
            reads.note(data: upstream(of: region, state))
        case .replicate(let from, let to, _):
            reads.note(regions: .max)
            reads.note(data: from.bit | to.bit)
        case .fence(let region, _): reads.note(regions: isWayBack ? .max : region.bit)
        case .scale(let region, let services, _): reads.note(services, in: region)
        case .verify(let from, let to, _): reads.note(regions: from.bit | to.bit)
        case .prepare, .custom, .notify, nil: break
        }
        if !machine.state.obligations.isEmpty { reads.note(regions: .max) }
    }

    /// An action acts without looking, so that what is lost long before can make a difference.
    private func note(_ action: PlanAction, _ state: GameState, _ reads: inout Reads) {
        switch state.truth.effect(of: action, in: plan.topology, loss: .zero) {
        case .promote(let region, _, _):
            reads.note(regions: region.bit)
            reads.note(data: upstream(of: region, state))
        case .route(_, let to, let routes): reads.note(routes.map(\.service), in: to)
        default: break
        }
    }

    /// The regions that get more traffic than they have now. Forward, without a known effect, that is where a shift leads;
    /// of the way back, whatever is not known can be either.
    private func receivers(
        _ pair: ShiftPair, _ effect: Effect?, _ isWayBack: Bool, _ before: Effect?, _ state: GameState
    ) -> [RegionIndex] {
        guard case .route(let from, let to, let routes) = effect else {
            return isWayBack ? [pair.from, pair.to] : [pair.to]
        }
        var earlier: [Effect.Route]?
        if case .route(_, _, let routes) = before { earlier = routes }
        func gains(_ region: RegionIndex, _ share: (Effect.Route) -> BasisPoints) -> Bool {
            routes.indices.contains { index in
                let now = earlier.map { share($0[index]) } ?? state.truth[region, routes[index].service].weight
                return now.map { share(routes[index]) > $0 } ?? true
            }
        }
        return (gains(from, \.from) ? [from] : []) + (gains(to, \.to) ? [to] : [])
    }

    private func writers(_ state: GameState) -> UInt32 {
        plan.topology.stateful.reduce(0) { mask, service in
            plan.topology.regionIndices.reduce(mask) {
                state.truth[$1, service].role == .writer ? $0 | $1.bit : $0
            }
        }
    }

    /// A region and those that its data comes through.
    private func upstream(of region: RegionIndex, _ state: GameState) -> UInt32 {
        var (mask, added) = (region.bit, region.bit)
        while added != 0 {
            var next: UInt32 = 0
            for other in plan.topology.regionIndices where added & other.bit != 0 {
                for service in plan.topology.stateful {
                    if case .region(let source) = state.truth[other, service].source { next |= source.bit }
                }
            }
            added = next & ~mask
            mask |= next
        }
        return mask
    }
}
