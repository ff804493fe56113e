import Runbook

/// The reference of the language, in Markdown.
package enum LanguageReference {
    package static func markdown() -> String {
        var text = """
            # The language

            Generated from the description that the reader itself follows (`Sources/RunbookYAML/Language`); do not edit.

            A document is one YAML document in UTF-8. Each scalar is typed by where it stands, never by how it looks: `no`, `on`,
            `08` and `1:30` are text where text is expected. Duplicate keys, unknown keys, aliases, tags, merge keys and a second
            document are errors.

            """
        for (document, title) in [
            (DocumentKind.runbook, "Runbooks"), (.environment, "Environments"), (.faults, "Fault plans"),
        ] {
            var names: [ObjectName] = []
            LanguageSchema.collect(document.object, into: &names)
            text += "\n## \(title)\n"
            for name in names { text += section(name, in: document) }
        }
        return text + values() + conditions() + properties() + codes()
    }

    private static func section(_ name: ObjectName, in document: DocumentKind) -> String {
        let shape = name.shape
        var text = "\n### \(shape.noun.prefix(1).uppercased())\(shape.noun.dropFirst())"
        if ["place", "link"].contains(name.rawValue) || name == .eventLink { text += " (`\(name.rawValue)`)" }
        text += "\n\n\(shape.summary)\n\n| key | value | meaning | example |\n|---|---|---|---|\n"
        for field in shape.fields {
            let mark = field.isRequired ? " (required)" : ""
            text +=
                "| `\(field.key.name)`\(mark) | \(cell(value(field.shape))) | \(cell(field.summary)) | `\(cell(field.example))` |\n"
        }
        let rules = shape.rules.compactMap { sentence($0) }
        return rules.isEmpty ? text : text + "\n" + rules.joined(separator: "\n") + "\n"
    }

    private static func value(_ shape: Shape) -> String {
        let isOperand = shape.scalar?.allowsReference == true || shape.list?.item.scalar?.allowsReference == true
        return shape.noun + (isOperand ? ", or `$name`" : "")
    }

    private static func sentence(_ rule: ObjectRule) -> String? {
        func list(_ keys: [Key]) -> String { keys.map { "`\($0.name)`" }.joined(separator: ", ") }
        switch rule {
        case .exactlyOne(let keys, let noun): return "* Exactly one \(noun): one of \(list(keys))."
        case .beside(let key, let others): return "* `\(key.name)` means something only beside \(list(others))."
        case .belongsTo(let key, let other, let values, let isRequired):
            let names = values.map { "`\($0)`" }.joined(separator: ", ")
            return "* `\(key.name)` belongs to \(other.name) \(names)\(isRequired ? ", and is required there" : "")."
        case .typed(let key, let other, _): return "* What `\(key.name)` takes depends on `\(other.name)`."
        }
    }

    private static func cell(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}
