/// A typed value of a parameter or of an argument.
package enum ParameterValue: Hashable, Sendable {
    case region(String)
    case service(String)
    case string(String)
    case integer(Int64)
    case percentage(BasisPoints)
    case duration(Milliseconds)
    case boolean(Bool)
    case choice(String)
}

extension ParameterValue: CustomStringConvertible {
    package var description: String {
        switch self {
        case .region(let text), .service(let text), .string(let text), .choice(let text): text
        case .integer(let value): "\(value)"
        case .percentage(let value): value.description
        case .duration(let value): value.description
        case .boolean(let value): "\(value)"
        }
    }
}
