/// A contiguous stretch of nodes that starts and completes as one.
package struct Section: Hashable, Sendable {
    package enum Purpose: Hashable, Sendable {
        case main
        /// The author's rollback branch of a step.
        case undo
        /// Of the root or of a child runbook; `scope` is the nodes of that runbook.
        case finally(scope: Range<Int>)
    }

    package var purpose: Purpose
    package var nodes: Range<Int>

    package init(purpose: Purpose, nodes: Range<Int>) {
        self.purpose = purpose
        self.nodes = nodes
    }
}
