package import Runbook

/// Whose regions somebody wants to know of.
package struct LookoutRequest: Sendable {
    /// By path, or by name in `environments/`; the only one there is when nil.
    package var environment: String?
    package var store = ".switchyard"
    /// A fault plan for simulated regions, and how long after its beginning they are looked at.
    package var faults: String?
    package var after = Milliseconds.seconds(90)
    /// How long ago simulated regions are first looked at; nothing for now.
    package var past = Milliseconds.zero

    package init(environment: String? = nil) { self.environment = environment }
}
