/// A mapping whose keys are names that the author chooses.
package final class MapShape: Sendable {
    package let name: ScalarKind
    package let value: Shape
    /// What it holds, in the plural.
    package let noun: String

    package init(_ name: ScalarKind, _ value: Shape, _ noun: String) {
        self.name = name
        self.value = value
        self.noun = noun
    }
}
