package import Runbook

/// Diagnostics as workflow commands, which GitHub shows beside the changed lines.
package enum GitHubDiagnostics {
    package static func render(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.map { diagnostic in
            let span = diagnostic.origin.span
            var properties = [
                ("file", diagnostic.origin.file), ("line", "\(span.start.line)"), ("endLine", "\(span.end.line)"),
                ("col", "\(span.start.column)"),
            ]
            // An end column is only understood within one line, and there it names the last character.
            if span.end.line == span.start.line {
                properties.append(("endColumn", "\(max(span.start.column, span.end.column - 1))"))
            }
            properties.append(("title", diagnostic.code))
            let text = diagnostic.help.isEmpty ? diagnostic.message : "\(diagnostic.message). \(diagnostic.help)"
            let list = properties.map { "\($0.0)=\(escape(property: $0.1))" }.joined(separator: ",")
            return "::\(diagnostic.severity.rawValue) \(list)::\(escape(text))\n"
        }.joined()
    }

    private static func escape(_ text: String) -> String { escape(text, also: "") }
    private static func escape(property text: String) -> String { escape(text, also: ":,") }

    private static func escape(_ text: String, also special: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar == "%" || scalar == "\r" || scalar == "\n" || special.unicodeScalars.contains(scalar) {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "%" + (digits.count == 1 ? "0" : "") + digits
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
