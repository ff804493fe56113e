import Runbook

/// What may be referred to at a place of a runbook.
enum Expectation: Equatable {
    case region, service, percentage, duration, integer
    /// The right side of a comparison with a metric: a value of that dimension, or of any when it is unknown.
    case quantity(Dimension?)
    /// A text for people, or an argument whose own rule looks at its type.
    case anything

    func accepts(_ type: ParameterType) -> Bool {
        switch (self, type) {
        case (.anything, _), (.region, .region), (.service, .service), (.percentage, .percentage),
            (.duration, .duration), (.integer, .integer):
            true
        case (.quantity(let dimension), .percentage): dimension == nil || dimension == .ratio
        case (.quantity(let dimension), .duration): dimension == nil || dimension == .time
        case (.quantity(let dimension), .integer): dimension == nil || dimension == .count
        default: false
        }
    }

    var noun: String {
        switch self {
        case .region: "a region"
        case .service: "a service"
        case .percentage, .quantity(.ratio?): "a percentage"
        case .duration, .quantity(.time?): "a duration"
        case .integer, .quantity(.count?): "an integer"
        case .quantity(let dimension?): dimension.noun
        case .quantity(nil): "a quantity"
        case .anything: "a value"
        }
    }
}

/// A parameter that is referred to, with what is expected there.
struct ParameterReference {
    var name: String
    var span: SourceSpan
    var scope: Scope
    var expectation: Expectation
    /// Into the scope's parameters; nil when there is no such one.
    var parameter: Int?
}

/// A gate that is referred to.
struct GateReference {
    var name: Located<String>
    var scope: Scope
    var gate: Int?
}
