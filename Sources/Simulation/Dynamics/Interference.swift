/// Effects that a fault plan spoils, until it has spoilt enough of them.
struct Interference: Hashable, Sendable, Codable {
    enum Kind: String, Hashable, Sendable, Codable {
        case refuse
        case loseReply = "lose_reply"
        case loseRequest = "lose_request"
    }

    var subject: FaultSubject
    var kind: Kind
    var action: String
    var left: Int64
}
