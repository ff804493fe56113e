import Runbook

extension LanguageSchema {
    /// How keys depend on each other, in JSON Schema's words.
    static func rule(_ rule: ObjectRule) -> [JSON] {
        switch rule {
        case .exactlyOne(let keys, _):
            return [["oneOf": .array(keys.map { required($0) })]]
        case .beside(let key, let others):
            return [conditional(required(key), ["anyOf": .array(others.map { required($0) })])]
        case .belongsTo(let key, let other, let values, let isRequired):
            // Where the other key is missing or wrong, that is the finding.
            let known: JSON = ["required": [.string(key.name), .string(other.name)]]
            var rules = [conditional(known, value(other, values))]
            if isRequired { rules.append(conditional(value(other, values), required(key))) }
            return rules
        case .typed(let key, let other, let table):
            return table.map { entry in
                let schemas = schemas(entry.shape)
                let schema = schemas.count == 1 ? schemas[0] : ["anyOf": .array(schemas)]
                return conditional(value(other, [entry.value]), ["properties": .object([.init(key.name, schema)])])
            }
        }
    }

    private static func required(_ key: Key) -> JSON { ["required": [.string(key.name)]] }

    private static func conditional(_ condition: JSON, _ consequence: JSON) -> JSON {
        ["if": condition, "then": consequence]
    }

    /// The key is there with one of these values.
    private static func value(_ key: Key, _ values: [String]) -> JSON {
        [
            "properties": .object([.init(key.name, ["enum": .array(values.map(JSON.string))])]),
            "required": [.string(key.name)],
        ]
    }
}
