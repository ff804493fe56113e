import Engine
import Runbook
import RunbookCompiler

/// A request with its dry run.
package struct PlannedRun: Sendable {
    package var prepared: PreparedRun
    package var dryRun: DryRun

    /// Reads the current state and evaluates the gates; performs nothing.
    package static func make(_ request: RunRequest) async throws(OrchestratorError) -> PlannedRun {
        let prepared = try PreparedRun.prepare(request, for: .dryRun)
        let dryRun = await DryRun.make(
            prepared.plan, mode: prepared.mode, regions: prepared.regions, standing: try await standing(of: prepared))
        return PlannedRun(prepared: prepared, dryRun: dryRun)
    }

    private static func standing(of prepared: PreparedRun) async throws(OrchestratorError) -> Standing {
        guard !prepared.request.isFresh, let store = try Composition.existingStore(in: prepared.request.store) else {
            return Standing()
        }
        do throws(StoreError) {
            return try await store.standing(of: prepared.environment.name.value)
        } catch {
            throw OrchestratorError(error)
        }
    }

    package func text(style: Style, width: Int) -> String {
        DryRunReport(dryRun, environment: prepared.environment.name.value, style: style, width: width).text
    }

    /// What `plan --out` writes into a directory, and `plan --json` prints as if for the working directory.
    package func file(in directory: String = ".") -> String {
        PlanFile(self, in: directory).text(dryRun)
    }
}
