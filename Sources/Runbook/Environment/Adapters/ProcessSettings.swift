/// A program that looks and acts for us, and what it can be asked to do.
package struct ProcessSettings: Hashable, Sendable {
    /// The program's path and its arguments; there is no shell.
    package var program: [Located<String>]
    package var actions: [Action]
    /// Of a look, a measurement or an examination.
    package var timeout: Milliseconds

    package static let standardTimeout = Milliseconds.seconds(10)

    package init(
        program: [Located<String>], actions: [Action] = [], timeout: Milliseconds = ProcessSettings.standardTimeout
    ) {
        self.program = program
        self.actions = actions
        self.timeout = timeout
    }

    /// What `run` may ask for.
    package struct Action: Hashable, Sendable {
        package var name: Located<String>
        package var summary: String
        package var arguments: [Argument]
        /// What it changes in the region that it is given.
        package var touches: [Touch]
        /// It only looks, or tells somebody.
        package var isReadOnly: Bool
        /// Doing it twice is as good as once.
        package var isRepeatable: Bool
        package var expectedDuration: Milliseconds

        package static let standardDuration = Milliseconds.seconds(5)

        package init(
            name: Located<String>, summary: String, arguments: [Argument], touches: [Touch], isReadOnly: Bool,
            isRepeatable: Bool,
            expectedDuration: Milliseconds
        ) {
            self.name = name
            self.summary = summary
            self.arguments = arguments
            self.touches = touches
            self.isReadOnly = isReadOnly
            self.isRepeatable = isRepeatable
            self.expectedDuration = expectedDuration
        }
    }

    /// What runbooks must not change side by side.
    package enum Touch: String, Hashable, Sendable, CaseIterable {
        case traffic, capacity, writer, replication
    }

    package struct Argument: Hashable, Sendable {
        package var name: Located<String>
        package var type: ParameterType

        package init(name: Located<String>, type: ParameterType) {
            self.name = name
            self.type = type
        }
    }
}
