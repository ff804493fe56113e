/// How copies of data hang together.
package enum ReplicationShape: String, Hashable, Sendable, CaseIterable {
    /// Each region follows the one before it, the nearest next.
    case chain
    /// Every region follows the writer.
    case star
    /// Every region follows whichever is nearest to it and on the way from the writer.
    case nearest
}
