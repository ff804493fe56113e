package import Engine
package import World

/// A run and its regions at one moment, between two moves of the game.
package struct GameState: Hashable, Sendable {
    /// What the machine remembers.
    package var run: RunState
    /// How the regions really are, apart from what is out.
    package var truth: WorldState
    package var outages = Outages()
    /// Effects that were asked for and may still act.
    package var flights: [Flight] = []
    /// Something that cannot be taken back has really happened.
    package var hasCrossed = false

    package init(run: RunState, truth: WorldState) {
        self.run = run
        self.truth = truth
    }
}
