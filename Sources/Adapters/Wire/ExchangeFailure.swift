/// Why a call to a server gave no whole answer.
enum ExchangeFailure: Error, Hashable {
    /// Nothing was sent.
    case unreachable(why: String)
    /// It was sent, at least in part, and may have been acted on.
    case cutOff(why: String)
    /// No whole answer within the time limit; what was sent may have been acted on.
    case overdue(isSent: Bool)
    /// More than anything sensible.
    case flooded(limit: Int)

    /// Whether the server cannot have heard of it.
    var isHarmless: Bool {
        switch self {
        case .unreachable: true
        case .overdue(let isSent): !isSent
        case .cutOff, .flooded: false
        }
    }

    var sentence: String {
        switch self {
        case .unreachable(let why): "it cannot be reached: \(why)"
        case .cutOff(let why): "its answer is cut off: \(why)"
        case .overdue(true): "it does not answer in time"
        case .overdue(false): "it does not take a connection in time"
        case .flooded(let limit): "its answer is longer than \(limit) bytes"
        }
    }
}
