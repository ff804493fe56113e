/// A message for people; `$run.outcome` in it is replaced when it is sent.
package struct PlanNotice: Hashable, Sendable {
    package var channel: String
    package var message: String

    package init(channel: String, message: String) {
        self.channel = channel
        self.message = message
    }
}
