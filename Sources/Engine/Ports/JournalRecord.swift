package import Runbook

/// One event of a run as it is kept for ever.
package struct JournalRecord: Hashable, Sendable {
    /// From 1, without gaps.
    package var sequence: Int64
    package var time: Milliseconds
    package var event: Event
    /// For people: gate readings, an adapter's words, who and why. Never decides anything.
    package var detail: String

    package init(sequence: Int64, time: Milliseconds, event: Event, detail: String) {
        self.sequence = sequence
        self.time = time
        self.event = event
        self.detail = detail
    }
}
