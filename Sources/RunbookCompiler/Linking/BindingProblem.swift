import Runbook

/// What went wrong when a runbook's parameters were given their values.
struct BindingProblem {
    enum Kind {
        /// `--set` or `with` names no parameter.
        case unknown(name: String)
        /// A parameter without default was given nothing.
        case missing(name: String)
        /// The text does not fit the parameter's type; the sentence says why.
        case unfit(name: String, text: String, reason: String)
        /// A parameter of another type was passed.
        case wrongType(name: String, expected: ParameterType, found: ParameterType, passed: String)
        case badPattern(name: String, pattern: String)
    }

    enum Source {
        case standard, commandLine, with
    }

    var kind: Kind
    var source: Source
    var origin: SourceOrigin
    /// Where the parameter is declared.
    var declaration: SourceOrigin?
}
