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

    /// Of the types that need nothing but their name.
    package static let plainNames = names.filter { $0 != "choice" }

    /// By the name of a type that needs nothing more.
    package init?(plain name: String) {
        switch name {
        case "region": self = .region
        case "service": self = .service
        case "string": self = .string(pattern: nil)
        case "integer": self = .integer
        case "percentage": self = .percentage
        case "duration": self = .duration
        case "boolean": self = .boolean
        default: return nil
        }
    }

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
