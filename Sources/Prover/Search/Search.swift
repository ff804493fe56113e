import Engine
import RunbookCompiler

/// Follows every line of play to its end, first without a fault, then with one, and so on.
///
/// A pass goes once more through the states of the passes before it, each on a way that takes as few faults as it can, and
/// from there on into what one fault more makes possible. So no state is kept: a fingerprint of each is enough.
package struct Search {
    package enum Ending: Hashable, Sendable {
        /// Nothing is left to be tried.
        case exhausted
        /// A property does not hold; the passes before found nothing.
        case broken(Breach, faults: Int)
        /// The limit of states or of time was reached in the pass with so many faults.
        case cutShort(faults: Int)
    }

    static let deadEnd = "nothing can happen any more, and the run has neither ended nor asked for a person"

    private struct Frame {
        var isAtRest: Bool
        var print: Fingerprint
        var level: Int
        var firstMove: Int
        var nextMove: Int
        var hasWayOn = false
    }

    private var game: Game
    private let faults: Int
    private let limits: SearchLimits
    private var table = StateTable()
    private var frames: [Frame] = []
    /// By frame; nil once its last move is made: that one has the state's memory for its own.
    private var states: [GameState?] = []
    private var moves: [Move] = []
    package private(set) var counts = SearchCounts()
    /// Called with every state in which nothing more happens by itself.
    private let atRest: (GameState) -> Void

    package init(
        _ game: Game, faults: Int, limits: SearchLimits = SearchLimits(),
        atRest: @escaping (GameState) -> Void = { _ in }
    ) {
        self.game = game
        self.faults = min(faults, StateTable.mostLevels)
        self.limits = limits
        self.atRest = atRest
    }

    package mutating func run() -> Ending {
        let opening = game.opening()
        defer { counts.states = table.count }
        for pass in 0...faults {
            if let ending = follow(opening, pass) { return ending }
            counts.statesByFaults.append(table.count)
        }
        return .exhausted
    }

    private mutating func follow(_ opening: GameState, _ pass: Int) -> Ending? {
        if let breach = enter(opening, level: 0, pass) { return .broken(breach, faults: pass) }
        while let top = frames.indices.last {
            guard frames[top].nextMove < moves.count else {
                let frame = frames.removeLast()
                states.removeLast()
                if !frame.hasWayOn, !frame.isAtRest {
                    return .broken(Breach(.progress, nil, Search.deadEnd), faults: pass)
                }
                table.set(StateTable.Mark(level: frame.level, pass: pass, isOpen: false), for: frame.print)
                moves.removeSubrange(frame.firstMove...)
                continue
            }
            let move = moves[frames[top].nextMove]
            frames[top].nextMove += 1
            let isLast = frames[top].nextMove == moves.count
            guard var next = isLast ? states[top].take() : states[top] else { continue }
            counts.moves += 1
            let result = game.play(move, on: &next)
            if move.cost == 0, result != .refused { frames[top].hasWayOn = true }
            let level = frames[top].level
            switch result {
            case .refused: continue
            case .broke(let breach): return .broken(breach, faults: level + move.cost)
            case .made:
                if let breach = enter(consume next, level: level + move.cost, pass) {
                    return .broken(breach, faults: pass)
                }
            }
            if counts.moves & 0xFFF == 0, limits.areReached(table.count) { return .cutShort(faults: pass) }
        }
        return nil
    }

    /// Goes on from a state unless this pass has been there, or fewer faults lead there.
    private mutating func enter(_ state: consuming GameState, level: Int, _ pass: Int) -> Breach? {
        let print = game.fingerprint(of: &state)
        if let mark = table[print] {
            if mark.isOpen, mark.level == level, frames.last?.print != print { return livelock }
            guard mark.level == level, mark.pass != pass else { return nil }
        } else {
            if let breach = game.breachOfEnd(state, faults: level) { return breach }
            if state.run.phase.isAtRest { atRest(state) }
        }
        table.set(StateTable.Mark(level: level, pass: pass, isOpen: true), for: print)
        let first = moves.count
        game.moves(of: &state, deviations: level < pass, into: &moves)
        let isAtRest = state.run.phase.isAtRest
        frames.append(Frame(isAtRest: isAtRest, print: print, level: level, firstMove: first, nextMove: first))
        states.append(consume state)
        return nil
    }

    private var livelock: Breach {
        Breach(.progress, nil, "the run can go round in a circle for ever without anything going wrong")
    }
}
