/// The files of a specimen.
package struct SpecimenTexts: Hashable, Sendable {
    package var runbook: String
    package var environment: String
    /// By name.
    package var children: [String: String]

    package init(runbook: String, environment: String, children: [String: String] = [:]) {
        self.runbook = runbook
        self.environment = environment
        self.children = children
    }
}
