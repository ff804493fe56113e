package import Runbook

/// What a person tells a run from anywhere: an order, or an answer to an approval.
package struct OperatorMessage: Hashable, Sendable {
    /// `Event.ordered` or `Event.answered`. The number of the person who answers is the run's to give.
    package var event: Event
    package var person: String
    /// Why, in the person's words; may be empty.
    package var reason: String
    /// The wall clock where it was sent.
    package var time: Milliseconds
    /// The plan that the person had in mind.
    package var planDigest: String

    package init(event: Event, person: String, reason: String, time: Milliseconds, planDigest: String) {
        self.event = event
        self.person = person
        self.reason = reason
        self.time = time
        self.planDigest = planDigest
    }
}
