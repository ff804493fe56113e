extension LanguageSchema {
    /// How keys depend on each other, in JSON Schema's words.
    static func rule(_ rule: ObjectRule) -> [JSON] {
        switch rule {
        case .exactlyOne(let keys, _):
            return [.object([("oneOf", .array(keys.map { required($0) }))])]
        case .beside(let key, let others):
            return [conditional(required(key), .object([("anyOf", .array(others.map { required($0) }))]))]
        case .belongsTo(let key, let other, let values, let isRequired):
            // Where the other key is missing or wrong, that is the finding.
            let known = JSON.object([
                ("required", .array([.string(key.name), .string(other.name)]))
            ])
            var rules = [conditional(known, value(other, values))]
            if isRequired { rules.append(conditional(value(other, values), required(key))) }
            return rules
        case .typed(let key, let other, let table):
            return table.map { entry in
                let schemas = schemas(entry.shape).map { JSON.object($0) }
                let schema = schemas.count == 1 ? schemas[0] : .object([("anyOf", .array(schemas))])
                return conditional(
                    value(other, [entry.value]), .object([("properties", .object([(key.name, schema)]))]))
            }
        }
    }

    private static func required(_ key: Key) -> JSON { .object([("required", .array([.string(key.name)]))]) }

    private static func conditional(_ condition: JSON, _ consequence: JSON) -> JSON {
        .object([("if", condition), ("then", consequence)])
    }

    /// The key is there with one of these values.
    private static func value(_ key: Key, _ values: [String]) -> JSON {
        .object([
            ("properties", .object([(key.name, .object([("enum", .array(values.map { .string($0) }))]))])),
            ("required", .array([.string(key.name)])),
        ])
    }
}
