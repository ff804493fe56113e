/// What an adapter says of an assignment.
package struct EffectReport: Hashable, Sendable {
    package var answer: Answer
    /// For people: the endpoint without secrets, what was asked and what came back. Empty when there is nothing to add.
    package var detail: String

    package enum Answer: Hashable, Sendable {
        case done
        case notDone(EffectFailure)
        case inDoubt
        /// A newer epoch has been seen: this executor must stop at once.
        case superseded
    }

    package init(_ answer: Answer, detail: String = "") {
        self.answer = answer
        self.detail = detail
    }
}
