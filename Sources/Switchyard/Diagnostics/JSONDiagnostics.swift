package import Runbook

/// Diagnostics as a JSON array of objects:
///
/// `code`, `severity` (`error` or `warning`), `message`, `help`, `file`, `line`, `column`, `endLine`, `endColumn` and
/// `notes` (objects with `message`, `file`, `line`, `column`, `endLine`, `endColumn`).
/// Lines and columns count from 1; a column is a Unicode scalar; the end is just after the last character.
package enum JSONDiagnostics {
    package static func render(_ diagnostics: [Diagnostic]) -> String {
        JSON.array(diagnostics.map(json)).text(.indented) + "\n"
    }

    private static func json(_ diagnostic: Diagnostic) -> JSON {
        .object(
            [
                JSON.Member("code", .string(diagnostic.code)),
                JSON.Member("severity", .string(diagnostic.severity.rawValue)),
                JSON.Member("message", .string(diagnostic.message)),
                JSON.Member("help", .string(diagnostic.help)),
            ] + place(diagnostic.origin) + [
                JSON.Member(
                    "notes",
                    .array(
                        diagnostic.notes.map { note in
                            .object([JSON.Member("message", .string(note.message))] + place(note.origin))
                        }))
            ])
    }

    private static func place(_ origin: SourceOrigin) -> [JSON.Member] {
        [
            JSON.Member("file", .string(origin.file)),
            JSON.Member("line", .integer(Int64(origin.span.start.line))),
            JSON.Member("column", .integer(Int64(origin.span.start.column))),
            JSON.Member("endLine", .integer(Int64(origin.span.end.line))),
            JSON.Member("endColumn", .integer(Int64(origin.span.end.column))),
        ]
    }
}
