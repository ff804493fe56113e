package import Runbook

/// The actions that adapters offer to `run`, with their typed arguments.
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
        /// It only looks: nothing to undo.
        package var isReadOnly: Bool
        package var expectedDuration: Milliseconds

        package init(
            name: String, summary: String, arguments: [Argument], touches: [Resource.Facet] = [],
            isRepeatable: Bool, isReadOnly: Bool, expectedDuration: Milliseconds
        ) {
            self.name = name
            self.summary = summary
            self.arguments = arguments
            self.touches = touches
            self.isRepeatable = isRepeatable
            self.isReadOnly = isReadOnly
            self.expectedDuration = expectedDuration
        }
    }

    package var declarations: [Declaration]

    package init(_ declarations: [Declaration]) {
        self.declarations = declarations
    }

    package func declaration(named name: String) -> Declaration? { declarations.first { $0.name == name } }
}
