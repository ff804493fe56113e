import Runbook

/// Collects the findings of the rules, each once, up to a number that a person could still use.
///
/// Texts are made only for what is kept: a suggestion among thousands of names takes its time.
struct Report {
    static let limit = 1000

    private(set) var diagnostics: [Diagnostic] = []
    /// Among what was found, kept or not.
    private(set) var hasErrors = false
    private var seen: Set<Diagnostic> = []
    /// More was found than is kept.
    private var isFull = false

    mutating func add(_ diagnostic: Diagnostic) { add(diagnostic.severity, diagnostic) }

    mutating func error(
        _ rule: any Rule.Type, _ message: @autoclosure () -> String, _ help: @autoclosure () -> String,
        at origin: @autoclosure () -> SourceOrigin, notes: @autoclosure () -> [Diagnostic.Note] = []
    ) {
        add(
            .error,
            Diagnostic(code: rule.page.code, message: message(), help: help(), at: origin(), notes: notes()))
    }

    mutating func warning(
        _ rule: any Rule.Type, _ message: @autoclosure () -> String, _ help: @autoclosure () -> String,
        at origin: @autoclosure () -> SourceOrigin, notes: @autoclosure () -> [Diagnostic.Note] = []
    ) {
        add(
            .warning,
            Diagnostic(
                code: rule.page.code, severity: .warning, message: message(), help: help(), at: origin(),
                notes: notes()))
    }

    private mutating func add(_ severity: Diagnostic.Severity, _ diagnostic: @autoclosure () -> Diagnostic) {
        if severity == .error { hasErrors = true }
        guard diagnostics.count < Self.limit else {
            isFull = true
            return
        }
        let diagnostic = diagnostic()
        if seen.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
    }

    /// Everything that is kept, in reading order.
    func finish() -> [Diagnostic] {
        var all = diagnostics.sorted(by: Diagnostic.inReadingOrder)
        if isFull, let last = all.last {
            all.append(
                Diagnostic(
                    code: "SY016", severity: hasErrors ? .error : .warning,
                    message: "there are more than \(Self.limit) problems, and the rest is not listed",
                    help: "Mend these and check again.", at: last.origin))
        }
        return all
    }
}
