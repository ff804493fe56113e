/// What Prometheus is asked for each metric.
package struct PrometheusSettings: AdapterKind {
    package static let name = "prometheus"
    package static let parts: [Environment.Part] = [.health]

    /// Of its HTTP API, without `/api`.
    package var url: Located<String>
    package var queries: [Query]
    /// PromQL for the moment, in Unix seconds, at which a region was last sampled.
    package var freshness: Located<String>
    /// Of all that is asked together.
    package var timeout: Milliseconds

    package static let standardTimeout = Milliseconds.seconds(5)

    package init(
        url: Located<String>, queries: [Query], freshness: Located<String>,
        timeout: Milliseconds = PrometheusSettings.standardTimeout
    ) {
        self.url = url
        self.queries = queries
        self.freshness = freshness
        self.timeout = timeout
    }

    package struct Query: Hashable, Sendable {
        /// As in a gate: `error_rate`, `custom.queue_depth`.
        package var metric: Located<String>
        /// `$region`, `$service` and `$window` in it are replaced.
        package var text: Located<String>
        /// In which it is measured; nil where the environment does not say.
        package var dimension: Dimension?

        package init(metric: Located<String>, text: Located<String>, dimension: Dimension?) {
            self.metric = metric
            self.text = text
            self.dimension = dimension
        }
    }
}

extension PrometheusSettings {
    package var unknownMetrics: [Located<String>] { queries.filter { $0.dimension == nil }.map(\.metric) }

    package var placeless: PrometheusSettings {
        PrometheusSettings(
            url: url.placeless,
            queries: queries.map {
                Query(metric: $0.metric.placeless, text: $0.text.placeless, dimension: $0.dimension)
            },
            freshness: freshness.placeless, timeout: timeout)
    }
}
