/// Something that can be measured of a region or a service in it.
package enum Metric: Hashable, Sendable {
    case availability, errorRate, packetLoss, capacity, load, weight
    case responseTime, responseTimeP50, responseTimeP95, responseTimeP99
    case replicationLag, networkLatency
    case replicationLagBytes
    case bandwidth, writeRate
    case throughput
    /// Declared by the environment with its unit; written `custom.NAME`.
    case custom(String)

    package static let builtIn: [(name: String, metric: Metric, dimension: Dimension)] = [
        ("availability", .availability, .ratio), ("error_rate", .errorRate, .ratio),
        ("packet_loss", .packetLoss, .ratio), ("capacity", .capacity, .ratio), ("load", .load, .ratio),
        ("weight", .weight, .ratio), ("response_time", .responseTime, .time),
        ("response_time_p50", .responseTimeP50, .time), ("response_time_p95", .responseTimeP95, .time),
        ("response_time_p99", .responseTimeP99, .time), ("replication_lag", .replicationLag, .time),
        ("network_latency", .networkLatency, .time), ("replication_lag_bytes", .replicationLagBytes, .bytes),
        ("bandwidth", .bandwidth, .bandwidth), ("write_rate", .writeRate, .bandwidth),
        ("throughput", .throughput, .rate),
    ]

    package init?(name: String) {
        if name.hasPrefix("custom."), name.utf8.count > 7 {
            self = .custom(String(name.dropFirst(7)))
        } else if let entry = Metric.builtIn.first(where: { $0.name == name }) {
            self = entry.metric
        } else {
            return nil
        }
    }

    /// Whether it can be so at all: a share of requests is from 0 to 1, and nothing but a metric of one's own is negative.
    package func isPossible(_ value: Double) -> Bool {
        switch self {
        case .availability, .errorRate, .packetLoss, .weight: (-1e-6...1 + 1e-6).contains(value)
        case .custom: value.isFinite
        default: value.isFinite && value >= 0
        }
    }

    package var name: String {
        if case .custom(let name) = self { return "custom." + name }
        return Metric.builtIn.first { $0.metric == self }?.name ?? ""
    }

    /// The dimension of a built-in metric; a custom one has the dimension that its environment declares.
    package var dimension: Dimension? { Metric.builtIn.first { $0.metric == self }?.dimension }

    /// Whether it is a statistic over samples, so that `over` says something.
    package var isWindowed: Bool {
        switch self {
        case .availability, .errorRate, .packetLoss, .load, .responseTime, .responseTimeP50, .responseTimeP95,
            .responseTimeP99, .networkLatency, .replicationLag, .replicationLagBytes, .bandwidth, .writeRate,
            .throughput, .custom:
            true
        case .capacity, .weight: false
        }
    }
}
