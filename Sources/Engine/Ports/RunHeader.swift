package import Runbook

/// What a run was started with: enough to compile the same plan again, on any day.
package struct RunHeader: Hashable, Sendable {
    package struct Source: Hashable, Sendable {
        package enum Role: String, Hashable, Sendable {
            case runbook, child, environment
        }

        package var role: Role
        package var file: String
        package var text: String

        package init(role: Role, file: String, text: String) {
            self.role = role
            self.file = file
            self.text = text
        }
    }

    package var run: String
    package var runbook: String
    package var version: Int64
    package var environment: String
    package var mode: Mode
    /// As given with `--set`.
    package var parameters: [String: String]
    package var initiator: String
    package var started: Milliseconds
    /// SHA-256 of the compiled plan, in hexadecimal.
    package var planDigest: String
    package var sources: [Source]
    /// What the run has to itself: `region/service`.
    package var claims: [String]
    /// The held run whose place it takes.
    package var supersedes: String?

    package init(
        run: String, runbook: String, version: Int64, environment: String, mode: Mode, parameters: [String: String],
        initiator: String, started: Milliseconds, planDigest: String, sources: [Source], claims: [String],
        supersedes: String? = nil
    ) {
        self.run = run
        self.runbook = runbook
        self.version = version
        self.environment = environment
        self.mode = mode
        self.parameters = parameters
        self.initiator = initiator
        self.started = started
        self.planDigest = planDigest
        self.sources = sources
        self.claims = claims
        self.supersedes = supersedes
    }
}
