import Engine
import Runbook
import RunbookCompiler
import World

/// What moves do.
extension Game {
    package enum Result: Hashable, Sendable {
        case made
        /// The machine did not take it: it was no move after all, and the state is of no use.
        case refused
        case broke(Breach)
    }

    package mutating func play(_ move: Move, on state: inout GameState) -> Result {
        if case .giveUp(let node) = move.kind { state.run.nodes[node.index].looks = RunMachine.looksBeforeHold - 1 }
        machine.exchange(&state.run)
        defer { machine.exchange(&state.run) }
        breach = nil
        do throws(Refusal) {
            try make(move.kind, on: &state)
        } catch {
            return .refused
        }
        return breach.map(Result.broke) ?? .made
    }

    private mutating func make(_ kind: Move.Kind, on state: inout GameState) throws(Refusal) {
        switch kind {
        case .look(let node): try look(node, &state)
        case .runOut(let node): try hear(.timerFired(.timeout(node)), &state)
        case .tryAgain(let node): try tryAgain(node, &state)
        case .succeed(let node):
            land(takeDown(node, &state), &state)
            try hear(.finished(node, machine.token(of: node), .done), &state)
        case .refuse(let node):
            takeDown(node, &state)
            try hear(.finished(node, machine.token(of: node), .notDone(.unreachable)), &state)
        case .refuseForGood(let node):
            takeDown(node, &state)
            try hear(.finished(node, machine.token(of: node), .notDone(.invalid)), &state)
        case .lose(let node):
            stray(&state) { $0.node == node }
            try hear(.finished(node, machine.token(of: node), .inDoubt), &state)
        case .loseAtTheEnd(let node):
            stray(&state) { $0.node == node }
            try hear(.timerFired(.timeout(node)), &state)
        case .land(let flight): land(state.flights.remove(at: flight), &state)
        case .vanish(let flight): state.flights.remove(at: flight)
        case .giveUp(let node): try giveUp(node, &state)
        case .pass(let node): try pass(node, &state)
        case .breach(let sampler): try sample(sampler, .breaches, &state)
        case .goBlind(let sampler): try sample(sampler, .unknown, &state)
        case .decline(let node): try hear(.answered(node, answer(of: 1, to: node, false, &state)), &state)
        case .leaveUnanswered(let node): try hear(.timerFired(.within(node)), &state)
        case .deadline: try hear(.timerFired(.deadline), &state)
        case .reserve: try hear(.timerFired(.reserve), &state)
        case .finallyBudget: try hear(.timerFired(.finallyBudget), &state)
        case .crash:
            stray(&state) { _ in true }
            try hear(.resumed, &state)
        case .rollback: try hear(.ordered(.rollback), &state)
        case .stop: try hear(.ordered(.stop), &state)
        case .skip(let node): try hear(.ordered(.skip(node)), &state)
        case .retry(let node): try hear(.ordered(.retry(node)), &state)
        case .loss(let loss), .comeback(let loss):
            state.outages.toggle(loss, services: plan.topology.services.count)
            for index in state.flights.indices { state.flights[index].excused |= Game.regions(of: loss, plan.topology) }
        }
    }

    /// Tells the machine, and sends off what it wants performed.
    mutating func hear(_ event: Event, _ state: inout GameState) throws(Refusal) {
        commands.removeAll(keepingCapacity: true)
        try machine.handle(event, into: &commands)
        for case .perform(let node, _) in commands { takeOff(node, &state) }
    }

    private mutating func look(_ node: NodeID, _ state: inout GameState) throws(Refusal) {
        try hear(.observed(node, machine.token(of: node), view(of: state)), &state)
    }

    private mutating func tryAgain(_ node: NodeID, _ state: inout GameState) throws(Refusal) {
        switch machine.state.nodes[node.index].status {
        case .awaiting, .undoAwaiting:
            try hear(.timerFired(.recheck(node)), &state)
            if machine.state.nodes[node.index].status.isLooking { try look(node, &state) }
        default: try hear(.timerFired(.retry(node)), &state)
        }
    }

    /// The last of all looks without an answer: those before it differ by their number alone.
    private mutating func giveUp(_ node: NodeID, _ state: inout GameState) throws(Refusal) {
        try hear(.observed(node, machine.token(of: node), unseen), &state)
    }

    private mutating func pass(_ node: NodeID, _ state: inout GameState) throws(Refusal) {
        switch plan.nodes[node.index].kind {
        case .approval(let index):
            for person in 1...max(1, plan.approvals[index].need) {
                try hear(.answered(node, answer(of: person, to: node, true, &state)), &state)
            }
        case .gate: try sample(plan.nodes[node.index].samplers.lowerBound, .holds, &state)
        default: try hear(.timerFired(.wait(node)), &state)
        }
    }

    private func answer(of person: UInt8, to node: NodeID, _ isGranted: Bool, _ state: inout GameState) -> Answer {
        guard isGranted, case .approval(let index) = plan.nodes[node.index].kind else {
            return Answer(person: person, roles: .max, isGranted: isGranted)
        }
        let terms = machine.terms(of: node, in: view(of: state))
        return Answer(
            person: person, roles: plan.approvals[index].roles, isGranted: true, seen: terms, found: terms)
    }

    /// The same verdict until it has consequences.
    private mutating func sample(_ sampler: Int, _ verdict: Verdict, _ state: inout GameState) throws(Refusal) {
        let node = plan.samplers[sampler].node.index
        let (status, phase) = (machine.state.nodes[node].status, machine.state.phase)
        for _ in 0..<Int(UInt8.max) {
            guard machine.state.nodes[node].status == status, machine.state.phase == phase else { return }
            if !machine.state.samplers[sampler].isOutstanding { try hear(.timerFired(.sample(sampler)), &state) }
            try hear(.sampled(sampler, verdict), &state)
        }
    }
}
