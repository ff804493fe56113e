/// The JSON Schemas (draft 2020-12) of the three documents, for editors and for other validators.
package enum LanguageSchema {
    package static func json(for document: DocumentKind) -> String {
        var names: [ObjectName] = []
        collect(document.object, into: &names)
        var schema: [(String, JSON)] = [
            ("$schema", "https://json-schema.org/draft/2020-12/schema"),
            (
                "title",
                .string(
                    "Switchyard \(document.object.shape.noun.split(separator: " ").dropFirst().joined(separator: " "))")
            ),
        ]
        schema += members(of: document.object.shape)
        let definitions = names.filter { $0 != document.object }.sorted { $0.rawValue < $1.rawValue }
        schema.append(("$defs", .object(definitions.map { ($0.rawValue, .object(members(of: $0.shape))) })))
        return JSON.object(schema).printed() + "\n"
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

    private static func members(of shape: ObjectShape) -> [(String, JSON)] {
        let properties = shape.fields.map { field in
            let described = field.summary + " Example: " + field.example
            return (field.key.name, JSON.object([("description", .string(described))] + self.schema(field.shape)))
        }
        var members: [(String, JSON)] = [
            ("description", .string(shape.summary)), ("type", "object"), ("additionalProperties", .boolean(false)),
        ]
        let required = shape.fields.filter(\.isRequired).map { JSON.string($0.key.name) }
        if !required.isEmpty { members.append(("required", .array(required))) }
        let rules = shape.rules.flatMap { rule($0) }
        if !rules.isEmpty { members.append(("allOf", .array(rules))) }
        members.append(("properties", .object(properties)))
        return members
    }
}
