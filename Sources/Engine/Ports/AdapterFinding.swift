/// What an adapter finds when it examines all that it will need, changing nothing.
package struct AdapterFinding: Hashable, Sendable {
    package enum Weight: String, Hashable, Sendable {
        case sound
        /// It works, and somebody should know.
        case caution
        /// What it will be asked for cannot be done.
        case fault
    }

    package var weight: Weight
    /// What was found, in one sentence, without secrets.
    package var sentence: String
    /// What to do; empty for what is sound.
    package var help: String

    package init(_ weight: Weight, _ sentence: String, help: String = "") {
        self.weight = weight
        self.sentence = sentence
        self.help = help
    }
}
