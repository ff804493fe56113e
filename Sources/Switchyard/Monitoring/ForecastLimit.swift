import Engine
import Runbook

/// The threshold that a series must not pass.
struct ForecastLimit {
    var threshold: Quantity
    var isUpper: Bool

    /// Nil for a metric that has none.
    init?(_ series: SeriesName, _ environment: Environment) {
        let thresholds = environment.thresholds(region: series.region, service: series.service)
        switch Metric(name: series.metric) {
        case .replicationLag: (threshold, isUpper) = (.time(thresholds.replicationLag), true)
        case .errorRate: (threshold, isUpper) = (.ratio(thresholds.errorRate), true)
        case .responseTime: (threshold, isUpper) = (.time(thresholds.responseTime), true)
        case .availability: (threshold, isUpper) = (.ratio(thresholds.availability), false)
        case .load: (threshold, isUpper) = (Quantity(1, .ratio), true)
        default: return nil
        }
    }
}
