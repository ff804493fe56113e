/// Why a text is not an event.
package struct MalformedEvent: Error, Hashable, Sendable {
    /// Where in the text, in bytes from 0.
    package var offset: Int
    /// Ready to follow "because".
    package var reason: String

    package init(offset: Int, reason: String) {
        self.offset = offset
        self.reason = reason
    }
}
