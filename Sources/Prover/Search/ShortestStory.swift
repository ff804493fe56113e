import Engine

/// The shortest way to break a property with so many faults: breadth first, once a search has shown that there is one.
package struct ShortestStory {
    private struct Key: Hashable {
        var print: Fingerprint
        var faults: Int
    }

    private struct Leaf {
        var state: GameState
        var faults: Int
        /// Into `ways`.
        var way: Int
    }

    private struct Way {
        var before: Int
        var move: Move
    }

    private var game: Game
    private let property: Property
    private let faults: Int
    private var seen: Set<Key> = []
    private var ways: [Way] = []

    package init(_ game: Game, breaking property: Property, faults: Int) {
        self.game = game
        self.property = property
        self.faults = faults
    }

    /// The moves, the last of which breaks the property; nil when there are none, which contradicts the search.
    package mutating func find() -> (moves: [Move], breach: Breach)? {
        var opening = game.opening()
        seen.insert(Key(print: game.fingerprint(of: &opening), faults: 0))
        var layer = [Leaf(state: opening, faults: 0, way: -1)]
        while !layer.isEmpty {
            var next: [Leaf] = []
            for leaf in layer {
                if let breach = extend(leaf, into: &next) { return (story(ways.count - 1), breach) }
            }
            layer = next
        }
        return nil
    }

    private mutating func extend(_ leaf: Leaf, into next: inout [Leaf]) -> Breach? {
        var (moves, hasWayOn): ([Move], Bool) = ([], false)
        var opening = leaf.state
        game.moves(of: &opening, deviations: leaf.faults < faults, into: &moves)
        for move in moves {
            var state = leaf.state
            let result = game.play(move, on: &state)
            if result != .refused, move.cost == 0 { hasWayOn = true }
            let key = Key(print: game.fingerprint(of: &state), faults: leaf.faults + move.cost)
            switch result {
            case .refused: continue
            case .broke(let breach):
                guard breach.property == property else { continue }
                ways.append(Way(before: leaf.way, move: move))
                return breach
            case .made:
                guard seen.insert(key).inserted else { continue }
                ways.append(Way(before: leaf.way, move: move))
                if let breach = game.breachOfEnd(state, faults: key.faults), breach.property == property {
                    return breach
                }
                next.append(Leaf(state: state, faults: key.faults, way: ways.count - 1))
            }
        }
        guard property == .progress, !hasWayOn, !leaf.state.run.phase.isAtRest else { return nil }
        ways.append(Way(before: ways[leaf.way].before, move: ways[leaf.way].move))
        return Breach(.progress, nil, Search.deadEnd)
    }

    private func story(_ last: Int) -> [Move] {
        var (moves, way): ([Move], Int) = ([], last)
        while way >= 0 {
            moves.append(ways[way].move)
            way = ways[way].before
        }
        return moves.reversed()
    }
}
