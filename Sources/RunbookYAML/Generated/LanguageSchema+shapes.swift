import Runbook

extension LanguageSchema {
    /// What may stand at a place: one of the alternatives, each for a kind of node of its own.
    static func schema(_ shape: Shape) -> JSON {
        var alternatives: [JSON] = []
        if let scalar = shape.scalar { alternatives += schemas(scalar) }
        if let map = shape.map {
            alternatives.append([
                "type": "object", "minProperties": 1,
                "propertyNames": ["pattern": .string(map.name.pattern ?? "")],
                "additionalProperties": schema(map.value),
            ])
        }
        if let object = objects(shape.objects) { alternatives.append(object) }
        if let list = shape.list {
            var members: [JSON.Member] = [JSON.Member("type", "array"), JSON.Member("minItems", 1)]
            if let most = list.most { members.append(JSON.Member("maxItems", .integer(Int64(most)))) }
            members.append(JSON.Member("items", schema(list.item)))
            alternatives.append(.object(members))
        }
        return alternatives.count == 1 ? alternatives[0] : ["anyOf": .array(alternatives)]
    }

    private static func objects(_ names: [ObjectName]) -> JSON? {
        guard let last = names.last else { return nil }
        var schema = reference(last)
        for name in names.dropLast().reversed() {
            guard let key = name.discriminator else { continue }
            schema = ["if": ["required": [.string(key.name)]], "then": reference(name), "else": schema]
        }
        return names.count == 1 ? schema : joined(["type": "object"], schema)
    }

    private static func reference(_ name: ObjectName) -> JSON { ["$ref": .string("#/$defs/\(name.rawValue)")] }

    /// The members of two objects.
    static func joined(_ first: JSON, _ second: JSON) -> JSON {
        .object((first.members ?? []) + (second.members ?? []))
    }

    /// A scalar's alternatives by the type that a generic YAML reader gives it.
    static func schemas(_ scalar: ScalarShape) -> [JSON] {
        var schemas = schemas(scalar.kind)
        if scalar.allowsReference, scalar.kind != .anything {
            schemas.append(["type": "string", "pattern": .string(ScalarKind.referencePattern)])
        }
        return schemas
    }

    private static func schemas(_ kind: ScalarKind) -> [JSON] {
        switch kind {
        case .text:
            // A bare number or true is text here, though a generic reader types it.
            return [["type": ["string", "number", "boolean"], "minLength": 1]]
        case .condition, .property, .pattern: return [["type": "string", "minLength": 1]]
        case .anything:
            return [
                ["type": ["string", "number", "boolean"], "pattern": .string(#"^(?!\$)|^\$[a-z][a-z0-9_]*$"#)]
            ]
        case .boolean: return [["type": "boolean"]]
        case .choice(let names): return [["enum": .array(names.map(JSON.string))]]
        case .integer(let range):
            return [["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]]
        case .number(let range):
            return [["type": "number", "minimum": number(range.lowerBound), "maximum": number(range.upperBound)]]
        case .percentage(let most, true):
            return [
                ["type": "number", "minimum": 0, "maximum": .integer(Int64(most))],
                ["type": "string", "pattern": .string(kind.pattern ?? "")],
            ]
        default: return [["type": "string", "pattern": .string(kind.pattern ?? "")]]
        }
    }

    private static func number(_ value: Double) -> JSON {
        value == value.rounded() ? .integer(Int64(value)) : .number(value)
    }
}
