/// Why PostgreSQL, or what speaks its protocol, gave no result.
enum PostgresFailure: Error, Hashable {
    /// There is no connection; nothing was asked.
    case unreachable(why: String)
    /// It says no, with its code for why.
    case refused(code: String, why: String)
    /// The connection ended after the question was sent.
    case cutOff(why: String)
    /// No whole answer within the time limit.
    case overdue(isSent: Bool)
    case givenUp(isSent: Bool)
    /// An answer of another shape than the question's.
    case senseless(why: String)

    /// Whether the server cannot have acted on the question.
    var isHarmless: Bool {
        switch self {
        case .unreachable: true
        case .refused: true
        case .cutOff, .senseless: false
        case .overdue(let isSent), .givenUp(let isSent): !isSent
        }
    }

    var sentence: String {
        switch self {
        case .unreachable(let why): "it cannot be reached: \(why)"
        case .refused(let code, let why): code.isEmpty ? "it says \"\(why)\"" : "it says \"\(why)\" (\(code))"
        case .cutOff(let why): "the connection ended before the answer: \(why)"
        case .overdue(true): "it does not answer in time"
        case .overdue(false): "it does not take a connection in time"
        case .givenUp: "it was given up"
        case .senseless(let why): "its answer makes no sense: \(why)"
        }
    }
}
