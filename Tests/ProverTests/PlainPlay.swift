import Engine
import RunbookCompiler
import World

@testable import Prover

/// Every line of play, one event at a time and without any reduction: samples and looks one by one, a loss at every moment,
/// states compared as a whole.
struct PlainPlay {
    /// How a run can end or rest, as people would see it.
    struct Final: Hashable {
        var phase: Phase
        var truth: WorldState
    }

    private struct Position: Hashable {
        var state: GameState
        /// Samplers that deviate just now, and so may go on to.
        var moods: [Int: Verdict] = [:]
        var faults = 0
    }

    private var game: Game
    private let faults: Int
    private let limit: Int
    private(set) var finals: Set<Final> = []
    /// Properties that some line of play breaks.
    private(set) var broken: Set<Property> = []

    init(_ game: Game, faults: Int, limit: Int) {
        self.game = game
        self.faults = faults
        self.limit = limit
    }

    /// False when there is more than the limit.
    mutating func enumerate() -> Bool {
        let opening = Position(state: game.opening())
        var (seen, stack): (Set<Position>, [Position]) = ([opening], [opening])
        while let position = stack.popLast() {
            if let breach = game.breachOfEnd(position.state, faults: position.faults) { broken.insert(breach.property) }
            if position.state.run.phase.isAtRest, position.state.flights.isEmpty {
                finals.insert(Final(phase: position.state.run.phase, truth: position.state.truth))
            }
            for next in successors(of: position) where seen.insert(next).inserted { stack.append(next) }
            guard seen.count <= limit else { return false }
        }
        return true
    }

    private mutating func successors(of position: Position) -> [Position] {
        var (state, mayDeviate) = (position.state, position.faults < faults)
        var moves: [Move] = []
        game.moves(of: &state, deviations: mayDeviate, into: &moves)
        var next: [Position] = []
        for move in moves {
            let faults = position.faults + move.cost
            switch move.kind {
            case .loss, .comeback: continue
            case .pass(let node) where game.plan.nodes[node.index].kind == .gate:
                let sampler = game.plan.nodes[node.index].samplers.lowerBound
                next += sampled(sampler, .holds, position, faults)
            case .breach(let sampler):
                next += sampled(
                    sampler, .breaches, position, faults - (position.moods[sampler] == .breaches ? move.cost : 0))
            case .goBlind(let sampler):
                next += sampled(
                    sampler, .unknown, position, faults - (position.moods[sampler] == .unknown ? move.cost : 0))
            case .giveUp(let node): next += looked(node, position)
            default:
                var after = position
                after.faults = faults
                switch game.play(move, on: &after.state) {
                case .refused: break
                case .broke(let breach): broken.insert(breach.property)
                case .made: next.append(after)
                }
            }
        }
        if position.faults == faults { next += goingOn(position) }
        if !state.run.phase.isAtRest { next += outages(position) }
        return next
    }

    /// What deviates already may go on to when nothing more may begin to.
    private mutating func goingOn(_ position: Position) -> [Position] {
        position.moods.flatMap { sampler, verdict -> [Position] in
            let node = game.plan.samplers[sampler].node.index
            guard position.state.run.nodes[node].status.isActive, !position.state.run.nodes[node].status.isUndo else {
                return []
            }
            return sampled(sampler, verdict, position, position.faults)
        }
    }

    private mutating func outages(_ position: Position) -> [Position] {
        let services = game.plan.topology.services.count
        return game.losses.compactMap { loss in
            var after = position
            let isOut = position.state.outages.contains(loss, services: services)
            after.faults += isOut ? 0 : 1
            guard after.faults <= faults else { return nil }
            _ = game.play(Move(isOut ? .comeback(loss) : .loss(loss), cost: 0), on: &after.state)
            return after
        }
    }

    private mutating func sampled(
        _ sampler: Int, _ verdict: Verdict, _ position: Position, _ faults: Int
    ) -> [Position] {
        var after = position
        after.faults = faults
        after.moods[sampler] = verdict == .holds ? nil : verdict
        if !position.state.run.samplers[sampler].isOutstanding {
            guard tell(.timerFired(.sample(sampler)), &after.state) else { return [] }
        }
        guard tell(.sampled(sampler, verdict), &after.state) else { return [] }
        let status = after.state.run.nodes[game.plan.samplers[sampler].node.index].status
        if !status.isActive { after.moods[sampler] = nil }
        return [after]
    }

    private mutating func looked(_ node: NodeID, _ position: Position) -> [Position] {
        var after = position
        let token = Token(
            attempt: position.state.run.nodes[node.index].attempt,
            isUndo: position.state.run.nodes[node.index].status.isUndo)
        let view = game.view(of: position.state)
        return tell(.observed(node, token, view), &after.state) ? [after] : []
    }

    private mutating func tell(_ event: Event, _ state: inout GameState) -> Bool {
        game.machine.exchange(&state.run)
        defer { game.machine.exchange(&state.run) }
        game.breach = nil
        do throws(Refusal) { try game.hear(event, &state) } catch { return false }
        if let breach = game.breach { broken.insert(breach.property) }
        return game.breach == nil
    }
}
