import Engine
import Runbook
import RunbookCompiler
import World

/// What can happen next.
extension Game {
    /// Appends every move of a state: those that cost nothing, and with `deviations` those that cost a fault. The state is
    /// left as it was; the machine has its memory meanwhile.
    package mutating func moves(of state: inout GameState, deviations: Bool, into moves: inout [Move]) {
        machine.exchange(&state.run)
        defer { machine.exchange(&state.run) }
        for index in state.flights.indices where state.flights[index].isStray {
            moves.append(Move(.land(flight: index), cost: 0))
            moves.append(Move(.vanish(flight: index), cost: 0))
        }
        if machine.state.phase.isAtRest {
            if deviations { peoplesMoves(&moves) }
            return
        }
        let view = isMeasured ? view(of: state) : state.truth
        let outlook = GateOutlook(view, topology: plan.topology, mode: machine.state.mode)
        if let lull = lulls.first(of: machine.state, { passes($0, outlook) }) {
            nodeMoves(lull, state, view, outlook, deviations, &moves)
            return outageMoves(state, deviations, &moves)
        }
        for index in machine.state.nodes.indices where machine.state.nodes[index].status.isActive {
            nodeMoves(NodeID(index), state, view, outlook, deviations, &moves)
        }
        outageMoves(state, deviations, &moves)
        if deviations { runMoves(state, &moves) }
    }

    /// Whether what can be seen decides what can happen next: a look is a move of its own.
    private var isMeasured: Bool {
        machine.state.nodes.indices.contains { index in
            switch machine.state.nodes[index].status {
            case .doubting, .undoDoubting: return true
            case let status: return status.isActive && !status.isUndo && !plan.nodes[index].samplers.isEmpty
            }
        }
    }

    /// Whether nothing that the node measures keeps it from going on.
    func passes(_ node: NodeID, _ outlook: GateOutlook) -> Bool {
        plan.nodes[node.index].samplers.allSatisfy { outlook.verdict(of: plan.gates[plan.samplers[$0].gate]) == .holds }
    }

    private func nodeMoves(
        _ node: NodeID, _ state: GameState, _ view: WorldState, _ outlook: GateOutlook, _ deviations: Bool,
        _ moves: inout [Move]
    ) {
        func add(_ kind: Move.Kind, _ cost: Int = 0) {
            if cost == 0 || deviations { moves.append(Move(kind, cost: cost)) }
        }
        switch machine.state.nodes[node.index].status {
        case .observing, .undoObserving:
            add(.look(node))
            add(.runOut(node), 1)
        case .awaiting, .undoAwaiting:
            add(.tryAgain(node))
            add(.runOut(node))
        case .backingOff, .undoBackingOff:
            add(.tryAgain(node))
        case .performing, .undoPerforming:
            answers(to: node, state, add)
        case .doubting, .undoDoubting:
            // Looks without an answer differ by their number alone.
            add(machine.effect(for: node).map { view.satisfies($0) } == .unknown ? .giveUp(node) : .look(node))
        case .sampling:
            let verdict = outlook.verdict(
                of: plan.gates[plan.samplers[plan.nodes[node.index].samplers.lowerBound].gate])
            if verdict == .holds { add(.pass(node)) }
        case .waiting:
            add(.pass(node))
        case .asking:
            add(.pass(node))
            add(.decline(node), 1)
            add(.leaveUnanswered(node), 1)
        default: break
        }
        guard !machine.state.nodes[node.index].status.isUndo else { return }
        for sampler in plan.nodes[node.index].samplers { samples(sampler, outlook, add) }
    }

    private func samples(_ sampler: Int, _ outlook: GateOutlook, _ add: (Move.Kind, Int) -> Void) {
        switch outlook.verdict(of: plan.gates[plan.samplers[sampler].gate]) {
        case .holds, .notYet:
            add(.breach(sampler: sampler), 1)
            add(.goBlind(sampler: sampler), 1)
        case .breaches: add(.breach(sampler: sampler), 0)
        case .unknown: add(.goBlind(sampler: sampler), 0)
        }
    }

    /// What becomes of an effect. One on a region that does not answer fails by itself.
    private func answers(to node: NodeID, _ state: GameState, _ add: (Move.Kind, Int) -> Void) {
        guard let flight = state.flights.first(where: { $0.node == node && !$0.isStray }) else { return }
        let isReachable = flight.effect.region.map { state.outages.answers($0) } ?? true
        let deviation = isReachable ? 1 : 0
        if isReachable || flight.effect.isFence { add(.succeed(node), 0) }
        add(.refuse(node), deviation)
        add(.refuseForGood(node), 1)
        add(.lose(node), deviation)
        add(.loseAtTheEnd(node), 1)
    }

    /// What is lost matters when something may notice it: what a node looks at, measures or acts on. Before that it can
    /// as well be lost later.
    private func outageMoves(_ state: GameState, _ deviations: Bool, _ moves: inout [Move]) {
        guard deviations || !state.outages.isEmpty else { return }
        let reads = reads(in: state)
        for loss in losses where reads.notices(loss, plan.topology) {
            if state.outages.contains(loss, services: plan.topology.services.count) {
                moves.append(Move(.comeback(loss), cost: 0))
            } else if deviations, !isMoot(loss, state) {
                moves.append(Move(.loss(loss), cost: 1))
            }
        }
    }

    /// A dead region has nothing more to lose.
    private func isMoot(_ loss: Loss, _ state: GameState) -> Bool {
        switch loss {
        case .region(let region): state.outages.cutOff & region.bit != 0
        case .way(let region), .service(let region, _): state.outages.isDead(region)
        case .link: false
        }
    }

    private func runMoves(_ state: GameState, _ moves: inout [Move]) {
        if state.flights.contains(where: { !$0.isStray }) { moves.append(Move(.crash, cost: 1)) }
        switch machine.state.phase {
        case .running:
            // As far as the machine is concerned, a deadline is an order to roll back, where that can be ordered.
            moves.append(Move(machine.state.crossings == 0 ? .rollback : .deadline, cost: 1))
            moves.append(Move(.stop, cost: 1))
        case .rollingBack: moves += [Move(.reserve, cost: 1), Move(.stop, cost: 1)]
        case .settling: moves.append(Move(.stop, cost: 1))
        case .finishing: moves.append(Move(.finallyBudget, cost: 1))
        default: break
        }
    }

    /// What people do with a run that is held.
    private func peoplesMoves(_ moves: inout [Move]) {
        guard machine.state.phase == .held || machine.state.phase == .paused else { return }
        moves += [Move(.rollback, cost: 1), Move(.stop, cost: 1)]
        for index in machine.state.nodes.indices {
            switch machine.state.nodes[index].status {
            case .failed, .doubtful, .undoFailed:
                moves += [Move(.skip(NodeID(index)), cost: 1), Move(.retry(NodeID(index)), cost: 1)]
            default: break
            }
        }
    }
}

extension NodeState.Status {
    var isLooking: Bool { self == .observing || self == .undoObserving }
}

extension Effect {
    var isFence: Bool { if case .fence = self { true } else { false } }
}
