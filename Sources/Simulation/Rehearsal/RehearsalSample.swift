import Engine
package import Runbook
package import RunbookCompiler

/// How the regions stood at one moment of a rehearsal.
package struct RehearsalSample: Hashable, Sendable {
    package struct Region: Hashable, Sendable {
        /// The mean over its services.
        package var weight: BasisPoints
        /// The share of requests that really arrives.
        package var traffic: Double
        package var isReachable: Bool
        package var errorRate: Double?
        /// In milliseconds.
        package var responseTime: Double?
        /// Of its ready capacity, the service that bears most.
        package var load: Double?
        /// In milliseconds, the service that is furthest behind.
        package var lag: Double?
    }

    package var at: Milliseconds
    package var regions: [Region]
    /// Regions that acknowledge writes, whoever can see it; by stateful service.
    package var writers: [[RegionIndex]]

    init(of world: SimulatedWorld) {
        at = world.clock
        regions = world.topology.regionIndices.map { region in
            func value(_ metric: Metric) -> Double? {
                world.measure(MetricQuery(metric: metric, region: region, service: nil, window: nil)).value?.value
            }
            return Region(
                weight: BasisPoints(Int32(((value(.weight) ?? 0) * 10_000).rounded())),
                traffic: world.trafficShare(region.index, at: world.clock.rawValue),
                isReachable: world.isReachable(region.index), errorRate: value(.errorRate),
                responseTime: value(.responseTime), load: value(.load), lag: value(.replicationLag))
        }
        writers = world.topology.stateful.map { world.writers(of: $0) }
    }
}
