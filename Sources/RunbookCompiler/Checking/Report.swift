import Runbook

/// Collects the findings of the rules, each once.
struct Report {
    private(set) var diagnostics: [Diagnostic] = []
    private var seen: Set<Diagnostic> = []

    mutating func add(_ diagnostic: Diagnostic) {
        if seen.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
    }

    mutating func error(
        _ rule: any Rule.Type, _ message: String, _ help: String, at origin: SourceOrigin,
        notes: [Diagnostic.Note] = []
    ) {
        add(Diagnostic(code: rule.page.code, message: message, help: help, at: origin, notes: notes))
    }

    mutating func warning(
        _ rule: any Rule.Type, _ message: String, _ help: String, at origin: SourceOrigin,
        notes: [Diagnostic.Note] = []
    ) {
        add(
            Diagnostic(
                code: rule.page.code, severity: .warning, message: message, help: help, at: origin, notes: notes))
    }

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
