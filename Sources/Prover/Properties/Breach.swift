package import Runbook
package import RunbookCompiler

/// A property that does not hold, and what shows it.
package struct Breach: Error, Hashable, Sendable {
    package var property: Property
    /// The node whose effect broke it, if one did.
    package var node: NodeID?
    /// What is wrong, as a sentence without its full stop.
    package var detail: String
    /// Where the author states it.
    package var statedAt: SourceOrigin?

    package init(_ property: Property, _ node: NodeID?, _ detail: String, statedAt: SourceOrigin? = nil) {
        self.property = property
        self.node = node
        self.detail = detail
        self.statedAt = statedAt
    }
}
