extension Environment {
    /// What is fit to serve, and from where a status gets worse.
    package struct Thresholds: Hashable, Sendable {
        package var errorRate = BasisPoints.percent(5)
        package var responseTime = Milliseconds(1000)
        package var availability = BasisPoints.percent(95)
        package var replicationLag = Milliseconds.seconds(60)
        /// The least availability of each status; below the last one it has failed.
        package var healthy = BasisPoints.percent(95)
        package var degraded = BasisPoints.percent(80)
        package var critical = BasisPoints.percent(50)

        package init() {}

        package func applying(_ overrides: ThresholdOverrides) -> Thresholds {
            var result = self
            result.errorRate = overrides.errorRate ?? errorRate
            result.responseTime = overrides.responseTime ?? responseTime
            result.availability = overrides.availability ?? availability
            result.replicationLag = overrides.replicationLag ?? replicationLag
            result.healthy = overrides.healthy ?? healthy
            result.degraded = overrides.degraded ?? degraded
            result.critical = overrides.critical ?? critical
            return result
        }
    }

    /// Thresholds of a region or a service that are not those of the environment; nil is as there.
    package struct ThresholdOverrides: Hashable, Sendable {
        package var errorRate: BasisPoints?
        package var responseTime: Milliseconds?
        package var availability: BasisPoints?
        package var replicationLag: Milliseconds?
        package var healthy: BasisPoints?
        package var degraded: BasisPoints?
        package var critical: BasisPoints?

        package init() {}
    }

    /// A service's own thresholds outrank its region's, and those the environment's.
    package func thresholds(region: String, service: String? = nil) -> Thresholds {
        let place = regions.first { $0.name.value == region }.map(\.thresholds) ?? ThresholdOverrides()
        let own = services.first { $0.name.value == service }.map(\.thresholds) ?? ThresholdOverrides()
        return thresholds.applying(place).applying(own)
    }
}
