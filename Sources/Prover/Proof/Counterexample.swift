package import RunbookCompiler

/// A line of play that breaks a property, with as few faults as it takes and then as few moves.
package struct Counterexample: Sendable {
    package struct Scene: Sendable {
        package var move: Move
        /// Before the move, and after it.
        package var before: GameState
        package var after: GameState
    }

    package var plan: Plan
    package var breach: Breach
    package var faults: Int
    package var scenes: [Scene]

    /// What a search has found, told as shortly as it can be.
    init(_ game: Game, _ breach: Breach, faults: Int) {
        var shortest = ShortestStory(game, breaking: breach.property, faults: faults)
        let found = shortest.find()
        self.init(game, found?.moves ?? [], found?.breach ?? breach)
        self.faults = faults
    }

    /// Plays moves that are known to be some.
    package init(_ game: Game, _ moves: [Move], _ breach: Breach) {
        var game = game
        var state = game.opening()
        plan = game.plan
        self.breach = breach
        faults = moves.reduce(0) { $0 + $1.cost }
        scenes = []
        for move in moves {
            let before = state
            _ = game.play(move, on: &state)
            scenes.append(Scene(move: move, before: before, after: state))
        }
    }
}
