package import Runbook

/// Why a text is no specimen.
package struct Objections: Error, Sendable {
    package var diagnostics: [Diagnostic]

    init(_ diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics.filter { $0.severity == .error }
    }
}
