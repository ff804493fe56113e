/// What became of a message, noted in the same commit as the record that it led to.
package struct MessageReply: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        /// The record of the journal that it became.
        case accepted(sequence: Int64)
        /// Ready to follow "because".
        case refused(why: String)
    }

    package var number: Int64
    package var outcome: Outcome

    package init(number: Int64, outcome: Outcome) {
        self.number = number
        self.outcome = outcome
    }
}
