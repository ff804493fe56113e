import Runbook

/// A plan together with where its nodes come from, for the rules.
struct CompiledPlan {
    var plan: Plan
    /// The entry of each node; -1 of a join.
    var entryOfNode: [Int32]
    /// The nodes of each entry, those of its child included, empty when it has none.
    var nodesOfEntry: [Range<Int>]
    /// Blocks side by side, by the nodes of their branches in order; outer blocks before inner ones.
    var parallels: [[Range<Int>]]
    /// The edges that `needs` adds.
    var neededEdges: [(from: NodeID, to: NodeID)]
    /// The entry that each of `neededEdges` comes from.
    var neededBy: [Int]
}
