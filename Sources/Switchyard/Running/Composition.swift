import Engine
package import Runbook
import RunbookCompiler
import Simulation
import Stores

/// The one place where adapters and stores are chosen.
package enum Composition {
    package static func regions(
        of environment: Environment, faults: FaultPlan?, _ request: RunRequest
    ) throws(OrchestratorError) -> Regions {
        throw OrchestratorError(.unusable, "simulation is not merged yet")
    }
}
