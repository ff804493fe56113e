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
        /// The 95th percentile, in milliseconds.
        package var responseTime: Double?
        /// Of its ready capacity, the service that bears most.
        package var load: Double?
        /// Ready, of the peak, the service that has least.
        package var capacity: Double?
        /// In milliseconds, the service that is furthest behind.
        package var lag: Double?
    }

    package var at: Milliseconds
    package var regions: [Region]
    /// The share of all requests that fails, whoever can see it.
    package var errorRate: Double
    /// Regions that acknowledge writes, whoever can see it; by stateful service.
    package var writers: [[RegionIndex]]

    init(of world: SimulatedWorld) {
        at = world.clock
        errorRate = world.failingShare
        regions = world.topology.regionIndices.map { region in
            func value(_ metric: Metric) -> Double? {
                world.measure(MetricQuery(metric: metric, region: region, service: nil, window: nil)).value?.value
            }
            return Region(
                weight: BasisPoints(Int32(((value(.weight) ?? 0) * 10_000).rounded())),
                traffic: world.trafficShare(region.index, at: world.clock.rawValue),
                isReachable: world.isReachable(region.index), errorRate: value(.errorRate),
                responseTime: value(.responseTimeP95), load: value(.load), capacity: value(.capacity),
                lag: value(.replicationLag))
        }
        writers = world.topology.stateful.map { world.writers(of: $0) }
    }
}
