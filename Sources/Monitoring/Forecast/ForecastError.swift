import Runbook

/// How far a trend was from values that it had not seen: the last fifth of a history is held out and told from the rest.
package struct ForecastError: Hashable, Sendable {
    /// The median distance, in the metric's base unit.
    package var median: Double
    /// The same of saying that nothing changes, for comparison.
    package var naive: Double
    package var heldOut: Int

    init?(_ points: [(time: Milliseconds, value: Double)]) {
        let count = points.count / 5
        let (seen, unseen) = (Array(points.dropLast(count)), points.suffix(count))
        guard count > 0, let line = TrendLine(seen), let last = seen.last else { return nil }
        var distances = unseen.map { abs(line.value(at: $0.time) - $0.value) }
        var still = unseen.map { abs(last.value - $0.value) }
        median = TrendLine.median(&distances)
        naive = TrendLine.median(&still)
        heldOut = count
    }
}
