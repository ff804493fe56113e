import Foundation
import Runbook
import RunbookYAML
import Testing

/// A fault a file; `scripts/check-schemas` holds the same files against the JSON Schemas.
@Suite("The corpus of bad documents")
struct CorpusTests {
    /// Codes that a JSON Schema, or any reader of YAML, sees as well.
    private static let structural: Set<String> = Set(
        [
            Code.syntax, .tab, .secondDocument, .unknownKey, .missingKey, .wrongKind, .malformedValue, .wrongUnit,
            .unknownChoice, .exactlyOne, .outOfPlace, .malformedName, .referenceNotAllowed, .quoted, .noValue,
            .outOfRange,
        ].map(\.rawValue))

    @Test("There are at least 60 of them")
    func count() { #expect(Fixtures.files("bad").count >= 60) }

    @Test("Each is refused, and its first line says whether a schema can see why", arguments: Fixtures.files("bad"))
    func refused(file: String) throws {
        let text = try Fixtures.text("bad/\(file)")
        let diagnostics = Fixtures.diagnostics(text)
        #expect(!diagnostics.isEmpty)
        if text.hasPrefix("# structural") {
            let isTagged = diagnostics.contains { [Code.tag.rawValue, Code.alias.rawValue].contains($0.code) }
            #expect(
                isTagged || diagnostics.contains { Self.structural.contains($0.code) },
                "\(Fixtures.report(diagnostics))")
        } else {
            #expect(text.hasPrefix("# semantic"))
        }
    }

    /// `SWITCHYARD_REGENERATE=1 swift test --filter CorpusTests` writes the file anew.
    @Test("Their findings are the recorded ones, with the characters that each points at")
    func golden() throws {
        var report = ""
        for file in Fixtures.files("bad") {
            let text = try Fixtures.text("bad/\(file)")
            report += "\(file)\n"
            for diagnostic in Fixtures.diagnostics(text) {
                let covered = Fixtures.covered(diagnostic.origin.span, in: text)
                report += "  \(Fixtures.report([diagnostic])) [\(covered)]\n"
                for note in diagnostic.notes {
                    report += "    \(note.message) [\(Fixtures.covered(note.origin.span, in: text))]\n"
                }
            }
        }
        let place = Fixtures.folder.appending(path: "Corpus/bad.txt")
        if ProcessInfo.processInfo.environment["SWITCHYARD_REGENERATE"] != nil {
            try Data(report.utf8).write(to: place)
        }
        let recorded = try String(contentsOf: place, encoding: .utf8)
        #expect(report == recorded)
    }
}
