import Switchyard

/// Starts a run in a process of its own, in a new session, with its output in a file.
enum Detachment {
    static func start(_ request: RunRequest, _ plan: PlanFile?) async throws(OrchestratorError) {}
}
