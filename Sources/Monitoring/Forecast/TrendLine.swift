package import Runbook

/// A straight line through values over time that a few outliers do not turn: the median of the slopes between all pairs
/// of points (Theil and Sen), through the median of what remains.
package struct TrendLine: Hashable, Sendable {
    /// In the metric's base unit a millisecond.
    package var slope: Double
    /// At the origin.
    package var level: Double
    package var origin: Milliseconds
    /// The median distance of the points from the line.
    package var spread: Double

    /// Of more points than this, as many are taken at even distances: the slopes are of all pairs.
    package static let mostPoints = 240
    package static let fewestPoints = 8
    /// A history whose last value is older says nothing of now.
    package static let staleness = Milliseconds.minutes(5)

    /// Nil for too few points, or none over time.
    package init?(_ points: [(time: Milliseconds, value: Double)]) {
        let count = points.count
        guard count >= TrendLine.fewestPoints, let last = points.last?.time, last > points[0].time else { return nil }
        let step = max(1, (count + TrendLine.mostPoints - 1) / TrendLine.mostPoints)
        let chosen = stride(from: (count - 1) % step, to: count, by: step).map { points[$0] }
        var slopes: [Double] = []
        slopes.reserveCapacity(chosen.count * (chosen.count - 1) / 2)
        for (index, right) in chosen.enumerated() {
            for left in chosen[..<index] where right.time > left.time {
                slopes.append((right.value - left.value) / Double((right.time - left.time).rawValue))
            }
        }
        let slope = TrendLine.median(&slopes)
        var rests = chosen.map { $0.value - slope * Double(($0.time - last).rawValue) }
        let level = TrendLine.median(&rests)
        var distances = rests.map { abs($0 - level) }
        (self.slope, self.level, origin) = (slope, level, last)
        spread = TrendLine.median(&distances)
    }

    package func value(at moment: Milliseconds) -> Double { level + slope * Double((moment - origin).rawValue) }

    static func median(_ values: inout [Double]) -> Double {
        guard !values.isEmpty else { return 0 }
        values.sort()
        let middle = values.count / 2
        return values.count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2
    }
}
