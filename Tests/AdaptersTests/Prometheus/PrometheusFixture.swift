import Engine
import Runbook
import RunbookCompiler
import World

@testable import Adapters

/// Two regions that Prometheus samples.
enum PrometheusFixture {
    static let topology = Topology(
        regions: [
            Topology.Region(name: "east", role: .primary, services: ServiceSet([ServiceIndex(0)])),
            Topology.Region(name: "west", role: .secondary, services: ServiceSet([ServiceIndex(0)])),
        ],
        services: [Topology.Service(name: "api", type: .api)])
    static let east = RegionIndex(0)
    static let west = RegionIndex(1)
    static let api = ServiceIndex(0)

    static let queries: [(String, String, Dimension)] = [
        ("availability", #"avg(avg_over_time(app_up{region="$region",service=~"$service"}[$window]))"#, .ratio),
        ("response_time", #"max(app_latency_seconds{region="$region"})"#, .time),
        ("custom.queue_depth", #"sum(app_queue{region="$region"})"#, .count),
        ("error_rate", #"app_nobody_exports_this{region="$region"}"#, .ratio),
        ("throughput", #"app_many{region="$region"}"#, .rate),
    ]

    static func adapter(
        _ url: String, queries: [(String, String, Dimension)] = queries, timeout: Milliseconds = .seconds(2),
        timekeeper: any Timekeeper = WallTimekeeper()
    ) -> PrometheusAdapter {
        func located(_ value: String) -> Located<String> { Located(value, at: .startOfFile) }
        return PrometheusAdapter(
            PrometheusSettings(
                url: located(url),
                queries: queries.map {
                    PrometheusSettings.Query(metric: located($0.0), text: located($0.1), dimension: $0.2)
                },
                freshness: located(#"max(timestamp(app_up{region="$region"}))"#), timeout: timeout),
            topology: topology, timekeeper: timekeeper)
    }

    static func measure(
        _ adapter: PrometheusAdapter, _ metric: Metric, window: Milliseconds? = nil
    ) async -> Measurement {
        await adapter.measure([MetricQuery(metric: metric, region: east, service: nil, window: window)])[0]
    }

    /// An HTTP answer in full.
    static func http(_ status: String, _ body: String) -> String {
        "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    static let exported = """
        app_up{service="api"} 1
        app_latency_seconds 0.25
        app_queue 7
        app_many{a="1"} 1
        app_many{a="2"} 2

        """
}
