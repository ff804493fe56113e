package import Runbook
package import RunbookCompiler
package import World

/// A line of play that is played again, as far as it goes.
package struct Replay: Sendable {
    package var plan: Plan
    /// As many as could be made: where something is decided differently now, the line ends.
    package private(set) var scenes: [Counterexample.Scene] = []
    /// What the last scene breaks, if anything.
    package private(set) var breach: Breach?
    /// The regions as the last scene leaves them.
    package private(set) var world: WorldState

    package init(_ moves: [Move], of plan: Plan, mode: Mode, from start: WorldState) {
        let merger = Merger(plan, start)
        var game = Game(merger.merge(plan), mode: mode, from: merger.merge(start), mustSucceed: true)
        self.plan = game.plan
        var state = game.opening()
        world = state.truth
        var faults = 0
        for move in moves {
            let before = state
            let result = game.canMake(move, in: &state) ? game.play(move, on: &state) : .refused
            if result == .refused { break }
            faults += move.cost
            scenes.append(Counterexample.Scene(move: move, before: before, after: state))
            breach = result.breach ?? game.breachOfEnd(state, faults: faults)
            if breach != nil { break }
        }
        world = state.truth
    }
}

extension Game {
    fileprivate mutating func canMake(_ move: Move, in state: inout GameState) -> Bool {
        var moves: [Move] = []
        self.moves(of: &state, deviations: true, into: &moves)
        return moves.contains(move)
    }
}

extension Game.Result {
    fileprivate var breach: Breach? { if case .broke(let breach) = self { breach } else { nil } }
}
