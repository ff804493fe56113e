import Runbook

/// The JSON Schemas (draft 2020-12) of the three documents, for editors and for other validators.
package enum LanguageSchema {
    package static func json(for document: DocumentKind) -> String {
        var names: [ObjectName] = []
        collect(document.object, into: &names)
        let noun = document.object.shape.noun.split(separator: " ").dropFirst().joined(separator: " ")
        let head: JSON = [
            "$schema": "https://json-schema.org/draft/2020-12/schema", "title": .string("Switchyard \(noun)"),
        ]
        let definitions = names.filter { $0 != document.object }.sorted { $0.rawValue < $1.rawValue }
        let tail: JSON = ["$defs": .object(definitions.map { .init($0.rawValue, members(of: $0.shape)) })]
        return joined(joined(head, members(of: document.object.shape)), tail).text(.filled) + "\n"
    }

    /// The name of a schema's file.
    package static func fileName(for document: DocumentKind) -> String { "\(document.rawValue).schema.json" }

    /// An object and all that it refers to.
    static func collect(_ name: ObjectName, into names: inout [ObjectName]) {
        guard !names.contains(name) else { return }
        names.append(name)
        for field in name.shape.fields { collect(field.shape, into: &names) }
    }

    private static func collect(_ shape: Shape, into names: inout [ObjectName]) {
        for name in shape.objects { collect(name, into: &names) }
        if let list = shape.list { collect(list.item, into: &names) }
        if let map = shape.map { collect(map.value, into: &names) }
    }

    private static func members(of shape: ObjectShape) -> JSON {
        let properties = shape.fields.map { field in
            let described: JSON = ["description": .string(field.summary + " Example: " + field.example)]
            return JSON.Member(field.key.name, joined(described, schema(field.shape)))
        }
        var members: [JSON.Member] = [
            .init("description", .string(shape.summary)), .init("type", "object"), .init("additionalProperties", false),
        ]
        let required = shape.fields.filter(\.isRequired).map { JSON.string($0.key.name) }
        if !required.isEmpty { members.append(.init("required", .array(required))) }
        let rules = shape.rules.flatMap { rule($0) }
        if !rules.isEmpty { members.append(.init("allOf", .array(rules))) }
        members.append(.init("properties", .object(properties)))
        return .object(members)
    }
}
