/// What is sampled again and again: a metric of a service in a region, or of the whole region.
package struct SeriesName: Hashable, Sendable {
    package var region: String
    /// The region as a whole when nil.
    package var service: String?
    /// As in a gate: `replication_lag`.
    package var metric: String

    package init(region: String, service: String? = nil, metric: String) {
        self.region = region
        self.service = service
        self.metric = metric
    }
}
