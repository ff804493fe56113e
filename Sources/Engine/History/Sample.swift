package import Runbook

/// One answer to one question. That nobody had an answer is kept too: it is not the same as not having asked.
package struct Sample: Hashable, Sendable {
    package var series: SeriesName
    /// When it was measured, since 1970.
    package var time: Milliseconds
    /// In the metric's base unit: shares from 0 to 1, milliseconds, bytes, one a second. Nil when it is unknown.
    package var value: Double?

    package init(_ series: SeriesName, at time: Milliseconds, _ value: Double?) {
        self.series = series
        self.time = time
        self.value = value
    }
}
