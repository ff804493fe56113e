/// A named set of conditions, sampled until they have held often enough.
package struct Gate: Hashable, Sendable {
    package var name: Located<String>
    /// All must hold. The text is what the author wrote, for people.
    package var require: [Requirement]
    package var every: Argument<Milliseconds>?
    package var passes: Argument<Int64>?
    package var toleratedBreaches: Argument<Int64>?
    package var toleratedUnknown: Argument<Int64>?
    package var minimumSamples: Argument<Int64>?
    package var within: Argument<Milliseconds>?

    package struct Requirement: Hashable, Sendable {
        package var text: String
        package var condition: Located<Condition>

        package init(text: String, condition: Located<Condition>) {
            self.text = text
            self.condition = condition
        }
    }

    package init(
        name: Located<String>, require: [Requirement], every: Argument<Milliseconds>?, passes: Argument<Int64>?,
        toleratedBreaches: Argument<Int64>?, toleratedUnknown: Argument<Int64>?, minimumSamples: Argument<Int64>?,
        within: Argument<Milliseconds>?
    ) {
        self.name = name
        self.require = require
        self.every = every
        self.passes = passes
        self.toleratedBreaches = toleratedBreaches
        self.toleratedUnknown = toleratedUnknown
        self.minimumSamples = minimumSamples
        self.within = within
    }
}
