/// One finding about a source text: what is wrong, where, and what to do about it.
package struct Diagnostic: Hashable, Sendable {
    package enum Severity: String, Hashable, Sendable {
        case error, warning
    }

    /// A second place that explains the first, such as the earlier use of a name.
    package struct Note: Hashable, Sendable {
        package var message: String
        package var origin: SourceOrigin

        package init(_ message: String, at origin: SourceOrigin) {
            self.message = message
            self.origin = origin
        }
    }

    /// Stable, such as `SY101`; `switchyard explain` knows it.
    package var code: String
    package var severity: Severity
    /// One sentence that says what is wrong, without a final full stop.
    package var message: String
    /// One sentence that says what to do.
    package var help: String
    package var origin: SourceOrigin
    package var notes: [Note]

    package init(
        code: String, severity: Severity = .error, message: String, help: String, at origin: SourceOrigin,
        notes: [Note] = []
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.help = help
        self.origin = origin
        self.notes = notes
    }
}

extension Diagnostic {
    /// The order in which people read: by file, then by place, then by code.
    package static func inReadingOrder(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
        if left.origin.file != right.origin.file { return left.origin.file < right.origin.file }
        if left.origin.span.start != right.origin.span.start {
            return left.origin.span.start < right.origin.span.start
        }
        return left.code < right.code
    }
}
