package import Runbook

/// An action that an adapter offers, with its arguments bound and typed.
package struct PlanAction: Hashable, Sendable {
    package var name: String
    package var arguments: [String: ParameterValue]
    /// What it is assumed to touch.
    package var touches: [Resource]
    /// How long it takes when nothing goes wrong, as its adapter declares.
    package var expectedDuration = Milliseconds.seconds(5)
    /// The built-in effect that it comes to, if its adapter declares one.
    package var deed: Deed?

    package init(name: String, arguments: [String: ParameterValue], touches: [Resource]) {
        self.name = name
        self.arguments = arguments
        self.touches = touches
    }
}
