/// A list of at least one item, all of the same shape.
package final class ListShape: Sendable {
    package let item: Shape
    /// What the items are, in the plural.
    package let noun: String

    package init(_ item: Shape, _ noun: String) {
        self.item = item
        self.noun = noun
    }
}
