/// A list of at least one item, all of the same shape.
package final class ListShape: Sendable {
    package let item: Shape
    /// What the items are, in the plural.
    package let noun: String
    /// How many there may be; nil when only memory counts.
    package let most: Int?

    package init(_ item: Shape, _ noun: String, atMost most: Int? = nil) {
        self.item = item
        self.noun = noun
        self.most = most
    }
}
