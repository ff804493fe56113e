/// One key of an object.
package struct Field: Sendable {
    package let key: Key
    package let shape: Shape
    package let isRequired: Bool
    package let summary: String
    /// How an author writes the value, in flow style.
    package let example: String

    package init(_ key: Key, _ shape: Shape, required: Bool = false, _ summary: String, example: String) {
        self.key = key
        self.shape = shape
        isRequired = required
        self.summary = summary
        self.example = example
    }
}
