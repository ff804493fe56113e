package import Runbook

/// Collects the findings about one file, up to a number that a person could still use.
package struct DiagnosticSink {
    package static let limit = 1000

    package let file: String
    package private(set) var diagnostics: [Diagnostic] = []
    /// More was found than is kept.
    package private(set) var isFull = false

    package init(file: String) { self.file = file }

    package var isEmpty: Bool { diagnostics.isEmpty }

    package mutating func report(
        _ code: Code, _ message: @autoclosure () -> String, help: @autoclosure () -> String, at span: SourceSpan,
        note: (message: String, span: SourceSpan)? = nil
    ) {
        guard diagnostics.count < Self.limit else {
            isFull = true
            return
        }
        let notes = note.map { [Diagnostic.Note($0.message, at: SourceOrigin(file: file, span: $0.span))] } ?? []
        diagnostics.append(
            Diagnostic(
                code: code.rawValue, message: message(), help: help(), at: SourceOrigin(file: file, span: span),
                notes: notes))
    }

    /// Everything found, in reading order.
    package consuming func finish() -> [Diagnostic] {
        var all = diagnostics.sorted(by: Diagnostic.inReadingOrder)
        if isFull, let last = all.last {
            all.append(
                Diagnostic(
                    code: Code.tooManyProblems.rawValue,
                    message: "this file has more than \(Self.limit) problems, and the rest is not listed",
                    help: "Mend these and check again.", at: last.origin))
        }
        return all
    }
}
