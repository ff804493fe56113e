/// One place where a gate is sampled: for a gate node itself, or as a watch beside another node.
package struct Sampler: Hashable, Sendable {
    package enum Role: UInt8, Hashable, Sendable {
        /// Must pass for the node to complete.
        case gate
        /// A failure fails the node it accompanies.
        case watch
    }

    package var node: NodeID
    /// Into `Plan.gates`.
    package var gate: Int
    package var role: Role

    package init(node: NodeID, gate: Int, role: Role) {
        self.node = node
        self.gate = gate
        self.role = role
    }
}
