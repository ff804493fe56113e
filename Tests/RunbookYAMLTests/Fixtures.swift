import Foundation
import Runbook
import RunbookYAML

/// Where this target's sample documents are.
enum Fixtures {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    static let root = folder.deletingLastPathComponent().deletingLastPathComponent()

    static func files(_ name: String) -> [String] {
        let found = try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "Corpus/\(name)").path)
        return (found ?? []).filter { $0.hasSuffix(".yaml") }.sorted()
    }

    static func text(_ path: String) throws -> String {
        try String(contentsOf: folder.appending(path: "Corpus/\(path)"), encoding: .utf8)
    }

    /// All findings about a text, whatever document it is.
    static func diagnostics(_ text: String) -> [Diagnostic] { diagnostics(Array(text.utf8)) }

    static func diagnostics(_ bytes: [UInt8]) -> [Diagnostic] {
        switch DocumentKind.detect(bytes) {
        case .runbook: RunbookReader.read(bytes, file: "test.yaml").diagnostics
        case .environment: EnvironmentReader.read(bytes, file: "test.yaml").diagnostics
        case .faults: FaultPlanReader.read(bytes, file: "test.yaml").diagnostics
        case nil: DocumentKind.undetected(bytes, file: "test.yaml")
        }
    }

    /// The characters that a span covers.
    static func covered(_ span: SourceSpan, in text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.unicodeScalars) }
        guard span.start.line == span.end.line, Int(span.start.line) <= lines.count else {
            return "(\(span.start.line)-\(span.end.line))"
        }
        let line = lines[Int(span.start.line) - 1]
        let (first, last) = (Int(span.start.column) - 1, Int(span.end.column) - 1)
        guard first <= last, last <= line.count else { return "(outside)" }
        return String(String.UnicodeScalarView(line[first..<last]))
    }

    static func report(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.map {
            "\($0.origin.span.start.line):\($0.origin.span.start.column): \($0.code) \($0.message). \($0.help)"
        }.joined(separator: "\n")
    }
}
