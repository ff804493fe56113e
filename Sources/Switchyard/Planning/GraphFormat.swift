import Runbook
import RunbookCompiler

/// How a plan is drawn.
package enum GraphFormat: String, CaseIterable, Sendable {
    case text, dot, mermaid

    /// Reads, checks and compiles a runbook and draws its plan; with an environment only when one is named.
    package func draw(_ request: RunRequest) throws(OrchestratorError) -> String {
        let documents = try Documents.load(request, needsEnvironment: false)
        let offers = documents.environment.map(Composition.offers)
        let context = CheckContext(
            library: documents.library, environment: documents.environment, parameters: request.parameters,
            mode: request.mode, actions: offers?.actions ?? Composition.commonActions,
            settleTime: offers?.settleTime ?? .seconds(30))
        let result = Checker.check(documents.runbook, in: context)
        guard let plan = result.checked?.plan else { throw OrchestratorError(result.diagnostics, documents.allTexts) }
        return switch self {
        case .text: PlanGraph.text(plan)
        case .dot: PlanGraph.dot(plan)
        case .mermaid: PlanGraph.mermaid(plan)
        }
    }
}
