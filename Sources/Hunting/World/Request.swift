package import Engine
package import Runbook
package import RunbookCompiler
package import World

/// One effect that an executor asked the world for. The world owns it: a caller that is dead or gone does not end it.
///
/// Confined to its world's thread.
package final class Request: @unchecked Sendable {
    package enum State: Hashable, Sendable {
        /// It may still act.
        case open
        case tookEffect
        /// It can act no more.
        case void
    }

    package let number: Int
    package let assignment: Assignment
    package let node: NodeID
    package let asked: Milliseconds
    package let cells: [Cell]
    package let fate: Fate
    package internal(set) var state = State.open

    package init(
        number: Int, _ assignment: Assignment, node: NodeID, asked: Milliseconds, cells: [Cell], fate: Fate
    ) {
        self.number = number
        self.assignment = assignment
        self.node = node
        self.asked = asked
        self.cells = cells
        self.fate = fate
    }
}
