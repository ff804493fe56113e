package import Runbook

/// A threshold that is not kept.
package struct ThresholdBreach: Hashable, Sendable {
    package var metric: Metric
    package var value: Quantity
    package var limit: Quantity

    /// `error_rate is 7%, over 5%`
    package var sentence: String {
        "\(metric.name) is \(value), \(metric == .availability ? "under" : "over") \(limit)"
    }
}
