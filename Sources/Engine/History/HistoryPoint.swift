package import Runbook

/// What is kept of one step of a series. Steps in which nobody asked are not there: a gap stays a gap.
package struct HistoryPoint: Hashable, Sendable {
    /// The step's beginning.
    package var time: Milliseconds
    /// How many times somebody asked, and how many times there was an answer.
    package var asked: Int64
    package var known: Int64
    /// Of the answers; nil when there was none.
    package var mean: Double?
    package var low: Double?
    package var high: Double?

    package init(
        time: Milliseconds, asked: Int64, known: Int64, mean: Double?, low: Double?, high: Double?
    ) {
        self.time = time
        self.asked = asked
        self.known = known
        self.mean = mean
        self.low = low
        self.high = high
    }
}
