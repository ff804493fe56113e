import Engine
import Monitoring
import Runbook
import RunbookCompiler
import World

/// The runbooks that would be run from one region to another, and how long each would leave users without something.
package struct RunbookForecast: Sendable {
    /// The directory of the runbooks.
    package var directory = "runbooks"
    /// For when the source is dead, and for when it is not.
    package var emergency = FailoverStrategy.immediate
    package var planned = FailoverStrategy.gradual

    package init() {}

    /// Nil where there is no such runbook, or where it brings nothing there.
    func recoveryTime(
        _ mode: Mode, from source: String, to target: String, in lookout: Lookout, _ environment: Environment,
        _ book: DurationBook, from world: WorldState?
    ) throws(OrchestratorError) -> RecoveryTime? {
        guard let prepared = try prepared(mode, from: source, to: target, in: lookout, environment) else { return nil }
        let settle = prepared.regions.adapters.settleTime
        return RecoveryTime(prepared.plan, mode: mode, book, from: world, settleTime: settle)
    }

    /// Read, checked and compiled for these regions.
    func prepared(
        _ mode: Mode, from source: String, to target: String, in lookout: Lookout, _ environment: Environment,
        setting parameters: [String: String] = [:]
    ) throws(OrchestratorError) -> PreparedRun? {
        let strategy = mode == .emergency ? emergency : planned
        let path = FileSystem.join(directory, strategy.rawValue + ".yaml")
        guard FileSystem.exists(path) else { return nil }
        var request = RunRequest(runbook: path, environment: lookout.environment.file)
        request.store = lookout.request.store
        request.mode = mode
        var documents = try Documents.load(request, needsEnvironment: true)
        documents.environment = environment
        let names = try RegionParameters.find(in: documents.runbook)
        request.parameters = [names.source: source, names.target: target]
        request.parameters.merge(parameters) { $1 }
        return try PreparedRun.prepare(request, documents, for: .dryRun)
    }
}
