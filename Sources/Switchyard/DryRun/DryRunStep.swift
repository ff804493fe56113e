import Runbook
package import RunbookCompiler
package import World

/// One node of a plan as the dry run went through it.
package struct DryRunStep: Hashable, Sendable {
    package var node: NodeID
    /// What it would change, from what to what.
    package var changes: [String] = []
    /// The calls that it would make, where its adapter shows them.
    package var calls: [String] = []
    /// Why it could not be done as things are; the dry run went on as if that were mended.
    package var concerns: [Concern] = []
    package var isSkipped = false
    /// The dry run could not get this far.
    package var isReached = false
    /// What a rollback right after it would do, in order; nil where there is no way back or none was tried.
    package var rollback: DryRunRollback?

    package init(_ node: NodeID) { self.node = node }
}

/// What the machine does when it is told to roll back at some point.
package struct DryRunRollback: Hashable, Sendable {
    package struct Undo: Hashable, Sendable {
        package var node: NodeID
        package var changes: [String]
    }

    package var undos: [Undo] = []
    /// What would be in its way, as far as can be seen now.
    package var concerns: [Concern] = []
    package var isComplete = false
}
