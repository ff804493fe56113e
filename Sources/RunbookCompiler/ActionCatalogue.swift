package import Runbook

/// What adapters offer to a runbook: actions to `run`, with their typed arguments, and what they prepare.
package struct ActionCatalogue: Hashable, Sendable {
    package struct Declaration: Hashable, Sendable {
        package struct Argument: Hashable, Sendable {
            package var name: String
            package var type: ParameterType
            package var isRequired: Bool

            package init(name: String, type: ParameterType, isRequired: Bool = true) {
                self.name = name
                self.type = type
                self.isRequired = isRequired
            }
        }

        package var name: String
        package var summary: String
        package var arguments: [Argument]
        /// What it changes in the region named by its `region` argument, on the service named by `service` or on all.
        package var touches: [Resource.Facet]
        /// Performing it twice is as good as once.
        package var isRepeatable: Bool
        /// It only looks, or tells somebody: nothing to undo.
        package var isReadOnly: Bool
        package var expectedDuration: Milliseconds
        /// The built-in effect that it comes to, if it comes to one.
        package var deed: Deed?

        package init(
            name: String, summary: String, arguments: [Argument], touches: [Resource.Facet] = [], deed: Deed? = nil,
            isRepeatable: Bool, isReadOnly: Bool, expectedDuration: Milliseconds
        ) {
            self.name = name
            self.summary = summary
            self.arguments = arguments
            self.touches = touches
            self.deed = deed
            self.isRepeatable = isRepeatable
            self.isReadOnly = isReadOnly
            self.expectedDuration = expectedDuration
        }
    }

    /// An effect part of whose work can be done before the regions are without a writer.
    package enum Preparable: Hashable, Sendable {
        case promote
    }

    /// The effects that are part of the language.
    package enum BuiltIn: Hashable, Sendable {
        case shift, promote, prepare, fence, replicate, verify, scale, notify
    }

    package var declarations: [Declaration]
    package var prepares: Set<Preparable>
    /// What built-in effects usually take on these servers; of one that is not named, nothing is known.
    package var durations: [BuiltIn: Milliseconds]

    package init(
        _ declarations: [Declaration], prepares: Set<Preparable> = [], durations: [BuiltIn: Milliseconds] = [:]
    ) {
        self.declarations = declarations
        self.prepares = prepares
        self.durations = durations
    }

    package func declaration(named name: String) -> Declaration? { declarations.first { $0.name == name } }
}
