package import Runbook

/// What people read about a node.
package struct NodeLabel: Hashable, Sendable {
    /// Unique in the plan: the step's id, inside a child or a list with a suffix: `canary.shift[25%]`.
    package var id: String
    /// The id of the step as its author wrote it, with its child's prefix.
    package var step: String
    package var title: String
    package var origin: SourceOrigin
    /// Why there is no way back, when irreversible.
    package var irreversible: String?

    package init(id: String, step: String, title: String, origin: SourceOrigin, irreversible: String? = nil) {
        self.id = id
        self.step = step
        self.title = title
        self.origin = origin
        self.irreversible = irreversible
    }
}
