import Runbook

/// A statistic of a metric in one of AWS's regions, period after period.
struct MetricSeries: Hashable, Sendable {
    var namespace: String
    var name: String
    var dimensions: [Dimension]
    var statistic: CloudWatchStatistic
    /// In seconds.
    var period: Int64

    struct Dimension: Hashable, Sendable {
        var name: String
        var value: String
    }

    /// As `GetMetricData` is asked for it, as the query of this number.
    func words(_ number: Int) -> [(String, String)] {
        let query = "MetricDataQueries.member.\(number)."
        let metric = query + "MetricStat.Metric."
        return [
            (query + "Id", MetricSeries.id(number)), (metric + "Namespace", namespace), (metric + "MetricName", name),
            (query + "MetricStat.Period", "\(period)"), (query + "MetricStat.Stat", statistic.rawValue),
        ]
            + dimensions.enumerated().flatMap { index, dimension in
                let member = metric + "Dimensions.member.\(index + 1)."
                return [(member + "Name", dimension.name), (member + "Value", dimension.value)]
            }
    }

    /// By which an answer names it.
    static func id(_ number: Int) -> String { "m\(number)" }
}
