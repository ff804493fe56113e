extension LanguageSchema {
    /// What may stand at a place: one of the alternatives, each for a kind of node of its own.
    static func schema(_ shape: Shape) -> [(String, JSON)] {
        var alternatives: [[(String, JSON)]] = []
        if let scalar = shape.scalar { alternatives += schemas(scalar) }
        if let map = shape.map {
            alternatives.append([
                ("type", "object"), ("minProperties", .number("1")),
                ("propertyNames", .object([("pattern", .string(map.name.pattern ?? ""))])),
                ("additionalProperties", .object(schema(map.value))),
            ])
        }
        if let object = objects(shape.objects) { alternatives.append(object) }
        if let list = shape.list {
            alternatives.append([
                ("type", "array"), ("minItems", .number("1")), ("items", .object(schema(list.item))),
            ])
        }
        return alternatives.count == 1 ? alternatives[0] : [("anyOf", .array(alternatives.map { .object($0) }))]
    }

    private static func objects(_ names: [ObjectName]) -> [(String, JSON)]? {
        guard let last = names.last else { return nil }
        var schema: [(String, JSON)] = reference(last)
        for name in names.dropLast().reversed() {
            guard let key = name.discriminator else { continue }
            schema = [
                ("if", .object([("required", .array([.string(key.name)]))])), ("then", .object(reference(name))),
                ("else", .object(schema)),
            ]
        }
        return names.count == 1 ? schema : [("type", "object")] + schema
    }

    private static func reference(_ name: ObjectName) -> [(String, JSON)] {
        [("$ref", .string("#/$defs/\(name.rawValue)"))]
    }

    /// A scalar's alternatives by the type that a generic YAML reader gives it.
    static func schemas(_ scalar: ScalarShape) -> [[(String, JSON)]] {
        var schemas = schemas(scalar.kind)
        if scalar.allowsReference, scalar.kind != .anything {
            schemas.append([("type", "string"), ("pattern", .string(ScalarKind.referencePattern))])
        }
        return schemas
    }

    private static func schemas(_ kind: ScalarKind) -> [[(String, JSON)]] {
        switch kind {
        case .text:
            // A bare number or true is text here, though a generic reader types it.
            return [[("type", .array(["string", "number", "boolean"])), ("minLength", .number("1"))]]
        case .condition, .pattern: return [[("type", "string"), ("minLength", .number("1"))]]
        case .anything:
            return [
                [
                    ("type", .array(["string", "number", "boolean"])),
                    ("pattern", .string(#"^(?!\$)|^\$[a-z][a-z0-9_]*$"#)),
                ]
            ]
        case .boolean: return [[("type", "boolean")]]
        case .choice(let names): return [[("enum", .array(names.map { .string($0) }))]]
        case .integer(let range):
            return [
                [
                    ("type", "integer"), ("minimum", .number("\(range.lowerBound)")),
                    ("maximum", .number("\(range.upperBound)")),
                ]
            ]
        case .number(let range):
            return [
                [
                    ("type", "number"), ("minimum", .number(number(range.lowerBound))),
                    ("maximum", .number(number(range.upperBound))),
                ]
            ]
        case .percentage(let most, true):
            return [
                [("type", "number"), ("minimum", .number("0")), ("maximum", .number("\(most)"))],
                [("type", "string"), ("pattern", .string(kind.pattern ?? ""))],
            ]
        default: return [[("type", "string"), ("pattern", .string(kind.pattern ?? ""))]]
        }
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() ? "\(Int64(value))" : "\(value)"
    }
}
