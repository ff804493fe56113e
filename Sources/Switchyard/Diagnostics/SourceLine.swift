/// A line of a source, or the part of a very long one that is near a place.
package struct SourceLine: Hashable, Sendable {
    package var text: String
    /// The column of the first character of `text`, counted from 1.
    package var firstColumn: UInt32 = 1
    /// The line goes on after `text`.
    package var isCutAfter = false

    package init(text: String, firstColumn: UInt32 = 1, isCutAfter: Bool = false) {
        self.text = text
        self.firstColumn = firstColumn
        self.isCutAfter = isCutAfter
    }
}
