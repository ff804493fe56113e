package import RunbookCompiler
package import World

/// An effect that was asked for and has neither acted nor certainly failed.
package struct Flight: Hashable, Sendable {
    package var node: NodeID
    package var isUndo: Bool
    package var effect: Effect
    /// Nobody waits for its answer any more, and it may act at any time.
    package var isStray = false
    /// Regions to which something happened by itself since the look on which the effect was decided; a bit each.
    package var excused: UInt32 = 0

    package init(node: NodeID, isUndo: Bool, effect: Effect) {
        self.node = node
        self.isUndo = isUndo
        self.effect = effect
    }
}
