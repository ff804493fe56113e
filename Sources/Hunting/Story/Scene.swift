package import Engine
package import Runbook
package import RunbookCompiler
package import World

/// What a checker may look at besides what it sees happen: the plan, the world's beginning and present, and the journal
/// so far, folded. Confined to its story's thread.
package final class Scene: @unchecked Sendable {
    package let specimen: Specimen
    package var now: Milliseconds
    /// The journal, folded by the public replay.
    package var fold: RunMachine
    /// Of the last record.
    package var sequence: Int64 = 0
    package var truth: WorldState
    /// Requests that may still act.
    package var open: [Request]
    package var looks = LookLog()

    package init(_ specimen: Specimen, now: Milliseconds = .zero) {
        self.specimen = specimen
        self.now = now
        fold = RunMachine(plan: specimen.plan)
        truth = specimen.start
        open = []
    }

    package var plan: Plan { specimen.plan }

    package func status(of node: NodeID) -> NodeState.Status { fold.state.nodes[node.index].status }

    /// Its watches go on: it is under way, and not on the way back.
    package func isWatched(_ node: NodeID) -> Bool { status(of: node).isActive && !status(of: node).isUndo }

    package func label(of node: NodeID) -> String { plan.labels[node.index].id }
}
