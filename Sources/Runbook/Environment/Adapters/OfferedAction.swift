/// What `run` may ask an adapter for, as the environment declares it.
package struct OfferedAction: Hashable, Sendable {
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
        isRepeatable: Bool, expectedDuration: Milliseconds
    ) {
        self.name = name
        self.summary = summary
        self.arguments = arguments
        self.touches = touches
        self.isReadOnly = isReadOnly
        self.isRepeatable = isRepeatable
        self.expectedDuration = expectedDuration
    }

    package var placeless: OfferedAction {
        var result = self
        result.name = name.placeless
        result.arguments = arguments.map { Argument(name: $0.name.placeless, type: $0.type) }
        return result
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
