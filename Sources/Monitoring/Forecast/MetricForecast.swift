package import Engine
package import Runbook

/// Where a series is going, when it reaches its threshold, and how wrong this way of telling was on what it had not seen.
package struct MetricForecast: Hashable, Sendable {
    package var series: SeriesName
    package var current: Double
    package var line: TrendLine
    package var threshold: Quantity
    /// The threshold is the most that is allowed, not the least.
    package var isUpperLimit: Bool
    package var breach: Breach
    /// Nil where the history is too short to hold something back.
    package var error: ForecastError?
    package var points: Int
    package var span: Milliseconds

    package enum Breach: Hashable, Sendable {
        case already
        case after(Milliseconds)
        /// It goes the other way, or so slowly that the noise is larger than what it gains within the horizon.
        case notWithin(Milliseconds)
    }

    package enum Failure: Error, Hashable, Sendable {
        /// Too few known values.
        case tooFew(known: Int)
        /// The last value is older than the history's steps allow.
        case stale(Milliseconds)
    }

    /// - Parameters:
    ///   - isUpperLimit: whether the threshold is the most that is allowed.
    ///   - horizon: further than this nothing is said.
    package init(
        _ series: SeriesName, _ points: [HistoryPoint], threshold: Quantity, isUpperLimit: Bool, horizon: Milliseconds,
        now: Milliseconds, staleness: Milliseconds
    ) throws(Failure) {
        let known = points.compactMap { point in point.mean.map { (time: point.time, value: $0) } }
        guard let last = known.last, let line = TrendLine(known) else { throw .tooFew(known: known.count) }
        // What was asked last and not answered is news too: the present is unknown then.
        guard now - last.time <= staleness, points.last?.mean != nil else { throw .stale(now - last.time) }
        self.series = series
        self.line = line
        self.threshold = threshold
        self.isUpperLimit = isUpperLimit
        self.points = known.count
        span = last.time - known[0].time
        current = last.value
        error = ForecastError(known)
        let sign = isUpperLimit ? 1.0 : -1.0
        let gap = (threshold.value - max(sign * line.value(at: now), sign * last.value) * sign) * sign
        let pace = line.slope * sign
        let gained = pace * Double(horizon.rawValue)
        if gap < 0 {
            breach = .already
        } else if pace > 0, gained > 2 * line.spread, gap / pace <= Double(horizon.rawValue) {
            breach = .after(Milliseconds(Int64(gap / pace)))
        } else {
            breach = .notWithin(horizon)
        }
    }
}
