package import Runbook

/// Diagnostics for people: where, what, the line with its carets, and what to do.
package struct HumanDiagnostics: Sendable {
    package var sources: SourceTexts
    package var style: Style
    package var width: Int

    package init(sources: SourceTexts, style: Style = .plain, width: Int = 120) {
        self.sources = sources
        self.style = style
        self.width = width
    }

    package func render(_ diagnostics: [Diagnostic]) -> String {
        var sources = sources
        return diagnostics.map { render($0, &sources) }.joined(separator: "\n")
    }

    private func render(_ diagnostic: Diagnostic, _ sources: inout SourceTexts) -> String {
        let severity = "\(diagnostic.severity.rawValue)[\(diagnostic.code)]"
        let colored = diagnostic.severity == .error ? style.red(severity) : style.yellow(severity)
        var text = place(diagnostic.origin) + ": " + colored + ": " + style.bold(diagnostic.message.printable) + "\n"
        text += excerpt(of: diagnostic.origin, &sources)
        let gutter = String(repeating: " ", count: gutterWidth(diagnostic.origin))
        if !diagnostic.help.isEmpty { text += "\(gutter) = help: \(diagnostic.help.printable)\n" }
        for note in diagnostic.notes {
            text += "\(gutter) = note: \(place(note.origin)): \(note.message.printable)\n"
            text += excerpt(of: note.origin, &sources)
        }
        return text
    }

    private func place(_ origin: SourceOrigin) -> String {
        "\(origin.file.printable):\(origin.span.start.line):\(origin.span.start.column)"
    }

    private func gutterWidth(_ origin: SourceOrigin) -> Int { max(3, String(origin.span.start.line).count) }

    private func excerpt(of origin: SourceOrigin, _ sources: inout SourceTexts) -> String {
        guard let line = sources.line(at: origin.span.start, of: origin.file), !line.text.isEmpty else { return "" }
        let number = String(origin.span.start.line)
        let gutter = gutterWidth(origin)
        let excerpt = SourceExcerpt(line, origin.span, width: width - gutter - 3)
        let padding = String(repeating: " ", count: gutter - number.count)
        return style.dim("\(padding)\(number) | ") + excerpt.line + "\n"
            + style.dim(String(repeating: " ", count: gutter) + " | ") + style.red(excerpt.carets) + "\n"
    }

    /// `2 errors, 1 warning`; nil when there is nothing.
    package static func tally(_ diagnostics: [Diagnostic]) -> String? {
        let errors = diagnostics.count { $0.severity == .error }
        let warnings = diagnostics.count - errors
        let parts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }
        guard !parts.isEmpty else { return nil }
        return parts.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }.joined(separator: ", ")
    }
}
