/// What a parameter accepts.
package enum ParameterType: Hashable, Sendable {
    case region, service
    /// `pattern` is an anchored extended regular expression (POSIX), or none.
    case string(pattern: String?)
    case integer, percentage, duration, boolean
    case choice([String])

    package static let names = [
        "region", "service", "string", "integer", "percentage", "duration", "boolean", "choice",
    ]

    package var name: String {
        switch self {
        case .region: "region"
        case .service: "service"
        case .string: "string"
        case .integer: "integer"
        case .percentage: "percentage"
        case .duration: "duration"
        case .boolean: "boolean"
        case .choice: "choice"
        }
    }
}
