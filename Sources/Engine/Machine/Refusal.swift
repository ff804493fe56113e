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
    /// A risk of two writers is taken in an emergency, never by a planned run.
    case onlyInEmergency
    /// The step is neither a fence nor a promotion, so no second writer comes of it.
    case noRiskOfTwoWriters
    case notAllowedToAnswer
    case alreadyAnswered
    case initiatorMayNotAnswer
    /// Since the person looked.
    case numbersGrew(ApprovalGrowth)
    /// An approval before the step has expired.
    case approvalExpired

    package var sentence: String {
        switch self {
        case .stale: "nothing is waiting for it"
        case .alreadyStarted: "the run has already started"
        case .notStarted: "the run has not started"
        case .ended: "the run has ended"
        case .unknownNode: "the plan has no such step"
        case .notNow: "the run is not in a state in which this can be done"
        case .pointOfNoReturn: "the point of no return has been crossed, so there is no way back"
        case .onlyInEmergency: "two writers are risked in an emergency only, and this run is planned"
        case .noRiskOfTwoWriters: "the step is neither a fence nor a promotion, so there is no such risk to accept"
        case .notAllowedToAnswer: "this person is in none of the roles that may answer"
        case .alreadyAnswered: "this person has answered already"
        case .initiatorMayNotAnswer: "the person who started the run may not answer this"
        case .numbersGrew(let growth): "\(growth.sentence) since it was looked at; look again"
        case .approvalExpired: "an approval before it has expired; somebody has to approve that again first"
        }
    }
}
