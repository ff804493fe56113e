/// Why an event was not accepted. A refused event changes nothing and is not journaled.
package enum Refusal: Error, Hashable, Sendable {
    /// It answers a question that is no longer open: a late or repeated answer, a timer that was cancelled.
    case stale
    case alreadyStarted
    case notStarted
    /// The run has ended.
    case ended
    case unknownNode
    /// The order does not fit the phase.
    case notNow
    /// There is no way back any more.
    case pointOfNoReturn
    case notAllowedToAnswer
    case alreadyAnswered
    case initiatorMayNotAnswer

    package var sentence: String {
        switch self {
        case .stale: "nothing is waiting for it"
        case .alreadyStarted: "the run has already started"
        case .notStarted: "the run has not started"
        case .ended: "the run has ended"
        case .unknownNode: "the plan has no such step"
        case .notNow: "the run is not in a state in which this can be done"
        case .pointOfNoReturn: "the point of no return has been crossed, so there is no way back"
        case .notAllowedToAnswer: "this person is in none of the roles that may answer"
        case .alreadyAnswered: "this person has answered already"
        case .initiatorMayNotAnswer: "the person who started the run may not answer this"
        }
    }
}
