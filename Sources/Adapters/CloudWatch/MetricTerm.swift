import Runbook

/// One side of a division: a statistic, and the series that it takes to tell it of more than one period.
struct MetricTerm: Hashable, Sendable {
    let statistic: CloudWatchStatistic
    let series: [MetricSeries]

    /// Nil where a dimension has no value in the region.
    /// - Parameter service: in place of `$service`.
    init?(_ metric: CloudWatchMetric, region: String, service: String?, period: Int64) {
        var dimensions: [MetricSeries.Dimension] = []
        for dimension in metric.dimensions {
            guard let text = dimension.text(of: region) else { return nil }
            let value = service.map { text.replacing("$service", with: $0) } ?? text
            dimensions.append(MetricSeries.Dimension(name: dimension.name, value: value))
        }
        statistic = metric.statistic
        // Periods have different numbers of samples, which an average of averages would not know.
        let parts: [CloudWatchStatistic] = statistic == .average ? [.sum, .sampleCount] : [statistic]
        series = parts.map {
            MetricSeries(
                namespace: metric.namespace, name: metric.name, dimensions: dimensions, statistic: $0, period: period)
        }
    }

    /// Of several periods together; of percentiles, only of one. Nil for an average of nothing.
    /// - Parameter sights: one for each series; what is not there is zero.
    func value(at moments: [Int64], _ sights: [SeriesSight]) -> Double? {
        let values = sights.map { sight in moments.map { sight.points[$0] ?? 0 } }
        switch statistic {
        case .minimum: return values[0].min()
        case .maximum: return values[0].max()
        case .average:
            let count = values[1].reduce(0, +)
            return count == 0 ? nil : values[0].reduce(0, +) / count
        default: return values[0].reduce(0, +)
        }
    }
}
