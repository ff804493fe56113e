/// One way in which an adapter does not do what it must.
package struct ContractFinding: Hashable, Sendable {
    package enum Rule: String, Hashable, Sendable, CaseIterable {
        case canBeMade = "an adapter can be made, and its regions are sound"
        case lookingChangesNothing = "looking changes nothing"
        case ownPartsOnly = "it tells of, and does, only what it plays"
        case oneAnswerAQuery = "one measurement for each query, in order"
        case unknownIsNil = "what cannot be measured is nil, and what can has the metric's dimension"
        case effectIsSeen = "an effect that is done is seen to be done"
        case effectIsTheModels = "an effect does what the model of the world says, and nothing else"
        case repeatingIsHarmless = "performing an effect twice is as good as once"
        case preparingChangesNothing = "preparing and releasing change nothing that can be seen, however often"
        case preparesWhatItSays = "it prepares what it declares, and refuses the rest as invalid"
        case epochIsEnforced = "an effect of an older epoch is refused"
        case answersInTime = "it answers within the time that it is given"
        case argumentsAreChecked = "an action accepts what it declares, and refuses the rest as invalid"
        case readOnlyIsReadOnly = "an action that says it only looks changes nothing"
    }

    package var rule: Rule
    package var detail: String

    package init(_ rule: Rule, _ detail: String) {
        self.rule = rule
        self.detail = detail
    }
}

extension ContractFinding: CustomStringConvertible {
    package var description: String { "\(rule.rawValue): \(detail)" }
}
