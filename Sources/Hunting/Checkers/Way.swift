import RunbookCompiler

/// A step on the way forward, or on the way back.
struct Way: Hashable, Sendable {
    var node: NodeID
    var isUndo: Bool
}
