package import Engine
package import Runbook
package import World

/// How an execution came to rest.
package struct RunEnd: Sendable {
    package var run: String
    package var status: RunStatus
    package var truth: String
    package var started: Milliseconds
    package var ended: Milliseconds
    package var session: RunSession
    package var world: WorldState
}
