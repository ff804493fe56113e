/// A value made of a document that has errors, for those rules that what is absent cannot mislead.
package struct Draft<Value: Sendable>: Sendable {
    /// Without whatever could not be made sense of.
    package var value: Value
    package var gaps: Gaps

    package init(value: Value, gaps: Gaps) {
        self.value = value
        self.gaps = gaps
    }
}
