package import Runbook

/// How diagnostics are written.
package enum DiagnosticFormat: String, CaseIterable, Sendable {
    case human, json, sarif, github

    /// All diagnostics as one text that ends its last line; empty when there is nothing to say.
    package func render(_ diagnostics: [Diagnostic], sources: SourceTexts, style: Style = .plain, width: Int = 120)
        -> String
    {
        switch self {
        case .human: HumanDiagnostics(sources: sources, style: style, width: width).render(diagnostics)
        case .json: JSONDiagnostics.render(diagnostics)
        case .sarif: SARIFDiagnostics.render(diagnostics)
        case .github: GitHubDiagnostics.render(diagnostics)
        }
    }
}
