import RunbookYAML

/// The documents that have a JSON Schema.
package enum SchemaKind: String, CaseIterable, Sendable {
    case runbook, environment, faults

    private var document: DocumentKind {
        switch self {
        case .runbook: .runbook
        case .environment: .environment
        case .faults: .faults
        }
    }

    package var text: String { LanguageSchema.json(for: document).endingLine }
    package var fileName: String { LanguageSchema.fileName(for: document) }

    /// The reference of the language, in Markdown.
    package static var reference: String { LanguageReference.markdown().endingLine }
}

extension String {
    fileprivate var endingLine: String { hasSuffix("\n") ? self : self + "\n" }
}
