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

    /// Of the runbook's file.
    func name(_ mode: Mode) -> String { (mode == .emergency ? emergency : planned).rawValue + ".yaml" }

    /// Read, checked and compiled for these regions; nil where there is no such runbook.
    func prepared(
        _ mode: Mode, from source: String, to target: String, in lookout: Lookout, _ environment: Environment,
        setting parameters: [String: String] = [:]
    ) throws(OrchestratorError) -> PreparedRun? {
        let path = FileSystem.join(directory, name(mode))
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
