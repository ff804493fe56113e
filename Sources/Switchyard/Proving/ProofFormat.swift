import Runbook

/// How proofs are told.
package enum ProofFormat: String, CaseIterable, Sendable {
    case human, json, mermaid

    package func text(of runs: [ProofRun], style: Style) -> String {
        switch self {
        case .human: ProofReport(runs, style: style).text
        case .json: ProofRun.json(runs).text(.indented) + "\n"
        case .mermaid: ProofDrawing(runs).text
        }
    }
}
