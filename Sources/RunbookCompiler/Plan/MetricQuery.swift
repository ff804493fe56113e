package import Runbook

/// One thing to measure.
package struct MetricQuery: Hashable, Sendable {
    package var metric: Metric
    package var region: RegionIndex
    /// The region as a whole when nil.
    package var service: ServiceIndex?
    /// The latest value when nil.
    package var window: Milliseconds?

    package init(metric: Metric, region: RegionIndex, service: ServiceIndex?, window: Milliseconds?) {
        self.metric = metric
        self.region = region
        self.service = service
        self.window = window
    }
}
