/// A message as the store keeps it, for good.
package struct PostedMessage: Hashable, Sendable {
    /// From 1, without gaps, by run.
    package var number: Int64
    package var message: OperatorMessage
    /// Nil until an executor has heard it.
    package var outcome: MessageReply.Outcome?

    package init(number: Int64, message: OperatorMessage, outcome: MessageReply.Outcome? = nil) {
        self.number = number
        self.message = message
        self.outcome = outcome
    }
}
