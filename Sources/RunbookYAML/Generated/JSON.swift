/// A JSON value whose objects keep their order, for printing.
package indirect enum JSON: Sendable {
    case string(String)
    case number(String)
    case boolean(Bool)
    case array([JSON])
    case object([(String, JSON)])

    /// Two spaces an indentation; what fits on a line of 100 characters stays on it.
    package func printed(indent: Int = 0) -> String {
        let flat = onOneLine
        if flat.utf8.count + indent <= 100 { return flat }
        let inner = String(repeating: " ", count: indent + 2)
        let outer = String(repeating: " ", count: indent)
        switch self {
        case .array(let items):
            return "[\n" + items.map { inner + $0.printed(indent: indent + 2) }.joined(separator: ",\n") + "\n\(outer)]"
        case .object(let pairs):
            let lines = pairs.map { "\(inner)\(JSON.quote($0.0)): \($0.1.printed(indent: indent + 2))" }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
        default: return flat
        }
    }

    private var onOneLine: String {
        switch self {
        case .string(let text): JSON.quote(text)
        case .number(let text): text
        case .boolean(let value): value ? "true" : "false"
        case .array(let items): "[" + items.map(\.onOneLine).joined(separator: ", ") + "]"
        case .object(let pairs):
            "{" + pairs.map { "\(JSON.quote($0.0)): \($0.1.onOneLine)" }.joined(separator: ", ") + "}"
        }
    }

    private static func quote(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

extension JSON: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) { self = .string(value) }
}
