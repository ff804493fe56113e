import Foundation
import RunbookYAML
import Testing

/// `SWITCHYARD_REGENERATE=1 swift test --filter GeneratedFileTests` writes the files anew.
@Suite("Generated files")
struct GeneratedFileTests {
    static let files: [String: String] = {
        let schemas = DocumentKind.allCases.map {
            ("schemas/\(LanguageSchema.fileName(for: $0))", LanguageSchema.json(for: $0))
        }
        return Dictionary(uniqueKeysWithValues: schemas + [("docs/language.md", LanguageReference.markdown())])
    }()

    @Test("The checked-in file is what the language's description gives", arguments: files.keys.sorted())
    func isCurrent(path: String) throws {
        let content = try #require(Self.files[path])
        let place = Fixtures.root.appending(path: path)
        if ProcessInfo.processInfo.environment["SWITCHYARD_REGENERATE"] != nil {
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(content.utf8).write(to: place)
        }
        let written = try String(contentsOf: place, encoding: .utf8)
        #expect(written == content, "\(path) is not current; see the top of this file")
    }

    @Test("A schema is valid JSON", arguments: DocumentKind.allCases)
    func isJSON(document: DocumentKind) throws {
        let value = try JSONSerialization.jsonObject(with: Data(LanguageSchema.json(for: document).utf8))
        #expect(value is [String: Any])
    }
}
