package import Runbook

/// What somebody asked for, as text; nothing of it has been looked at.
package struct RunRequest: Sendable {
    package var runbook: String
    package var environment: String?
    package var parameters: [String: String] = [:]
    /// Planned, or what the fault plan says, when nil.
    package var mode: Mode?
    package var libraries: [String] = []
    package var store = ".switchyard"
    /// Forgets the simulated regions' past.
    package var isFresh = false
    package var faults: String?
    package var seed: UInt64?
    /// What `speed` may be. Faster, and the time that a commit takes is longer than the limits of the steps.
    package static let speeds = 0.001...1000
    /// How many seconds pass for the regions and the run in each real one.
    package var speed = 1.0
    package var initiator = Person.current()
    /// The name of the run; made up when nil.
    package var name: String?

    package init(runbook: String, environment: String? = nil) {
        self.runbook = runbook
        self.environment = environment
    }
}
