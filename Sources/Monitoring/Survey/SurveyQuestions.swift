import Engine
package import Runbook
package import RunbookCompiler

/// What is asked of every region in a look.
package enum SurveyQuestions {
    /// Rates and percentiles are of the last minute; the rest is as it is now.
    package static let window = Milliseconds.minutes(1)

    private static let ofServices: [Metric] = [
        .availability, .errorRate, .responseTime, .responseTimeP50, .responseTimeP95, .responseTimeP99, .throughput,
        .load, .capacity, .weight,
    ]
    private static let ofData: [Metric] = [.replicationLag, .replicationLagBytes, .bandwidth, .writeRate]
    private static let ofRegions: [Metric] = [
        .availability, .errorRate, .responseTime, .throughput, .load, .capacity, .networkLatency, .packetLoss,
        .replicationLag,
    ]

    package static func query(_ metric: Metric, _ region: RegionIndex, _ service: ServiceIndex? = nil) -> MetricQuery {
        MetricQuery(metric: metric, region: region, service: service, window: isOverWindow(metric) ? window : nil)
    }

    private static func isOverWindow(_ metric: Metric) -> Bool {
        switch metric {
        case .availability, .errorRate, .responseTime, .responseTimeP50, .responseTimeP95, .responseTimeP99,
            .throughput, .load, .networkLatency, .packetLoss, .bandwidth, .writeRate:
            true
        default: false
        }
    }

    package static func all(of topology: Topology) -> [MetricQuery] {
        topology.regionIndices.flatMap { of($0, in: topology) }
    }

    package static func of(_ region: RegionIndex, in topology: Topology) -> [MetricQuery] {
        let own = topology.regions[region.index].services
        return ofRegions.map { query($0, region) }
            + own.flatMap { service in
                (ofServices + (topology.stateful.contains(service) ? ofData : [])).map { query($0, region, service) }
            }
    }
}
