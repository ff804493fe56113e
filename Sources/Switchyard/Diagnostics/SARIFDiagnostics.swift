package import Runbook

/// Diagnostics as a SARIF 2.1.0 log with one run, for code scanning.
package enum SARIFDiagnostics {
    package static func render(_ diagnostics: [Diagnostic]) -> String {
        let codes = Set(diagnostics.map(\.code)).sorted()
        let log: JSON = [
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                [
                    "tool": [
                        "driver": [
                            "name": "switchyard",
                            "version": .string(SwitchyardVersion.current),
                            "rules": .array(codes.map(rule)),
                        ]
                    ],
                    "columnKind": "unicodeCodePoints",
                    "results": .array(diagnostics.map { result($0, codes) }),
                ]
            ],
        ]
        return log.text(.indented) + "\n"
    }

    private static func rule(_ code: String) -> JSON {
        guard let page = RulePages.page(code) else { return ["id": .string(code)] }
        return [
            "id": .string(code), "shortDescription": ["text": .string(page.title)],
            "fullDescription": ["text": .string(page.why)],
        ]
    }

    private static func result(_ diagnostic: Diagnostic, _ codes: [String]) -> JSON {
        let text = diagnostic.help.isEmpty ? diagnostic.message + "." : "\(diagnostic.message). \(diagnostic.help)"
        var members = [
            JSON.Member("ruleId", .string(diagnostic.code)),
            JSON.Member("ruleIndex", .count(codes.firstIndex(of: diagnostic.code) ?? 0)),
            JSON.Member("level", .string(diagnostic.severity.rawValue)),
            JSON.Member("message", ["text": .string(text)]),
            JSON.Member("locations", [["physicalLocation": location(diagnostic.origin)]]),
        ]
        if !diagnostic.notes.isEmpty {
            members.append(
                JSON.Member(
                    "relatedLocations",
                    .array(
                        diagnostic.notes.enumerated().map { index, note in
                            [
                                "id": .count(index), "physicalLocation": location(note.origin),
                                "message": ["text": .string(note.message)],
                            ]
                        })))
        }
        return .object(members)
    }

    private static func location(_ origin: SourceOrigin) -> JSON {
        [
            "artifactLocation": ["uri": .string(uri(origin.file))],
            "region": [
                "startLine": .integer(Int64(origin.span.start.line)),
                "startColumn": .integer(Int64(origin.span.start.column)),
                "endLine": .integer(Int64(origin.span.end.line)),
                "endColumn": .integer(Int64(origin.span.end.column)),
            ],
        ]
    }

    /// A path as a relative reference; an absolute path becomes a file URI.
    private static func uri(_ path: String) -> String {
        var result = path.hasPrefix("/") ? "file://" : ""
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return result
    }
}
