import Runbook
import RunbookCompiler
import World

/// Reads the health of a region's services out of a survey.
struct HealthReader {
    var region: RegionIndex
    var survey: Survey
    var environment: Environment

    func health(of service: ServiceIndex) -> ServiceHealth {
        let thresholds = environment.thresholds(
            region: survey.topology.name(of: region), service: survey.topology.name(of: service))
        let own = survey.value(.availability, region, service)
        let (share, limit) = self.effective(service, own)
        func value(_ metric: Metric) -> Double? { survey.value(metric, region, service) }
        return ServiceHealth(
            service: service, status: HealthStatus(share, thresholds), availability: own, effective: share,
            limitedBy: limit, errorRate: value(.errorRate), p50: value(.responseTimeP50), p95: value(.responseTimeP95),
            p99: value(.responseTimeP99), throughput: value(.throughput), breaches: breaches(of: service, thresholds))
    }

    /// The least of its own and of everything in this region that it depends on, by however many steps; unknown while any of
    /// that is.
    private func effective(_ service: ServiceIndex, _ own: Double?) -> (share: Double?, limitedBy: ServiceIndex?) {
        let local = survey.topology.regions[region.index].services
        var (share, limit): (Double?, ServiceIndex?) = (own, nil)
        for dependency in survey.topology.dependencies(of: [service], within: local) {
            guard let known = share else { break }
            let theirs = survey.value(.availability, region, dependency)
            if theirs.map({ $0 < known }) ?? true { (share, limit) = (theirs, dependency) }
        }
        return (share, limit)
    }

    private func breaches(of service: ServiceIndex, _ thresholds: Environment.Thresholds) -> [ThresholdBreach] {
        let isStandby = survey.topology.stateful.contains(service) && survey.world[region, service].role != .writer
        let limits: [(Metric, Quantity)] = [
            (.availability, .ratio(thresholds.availability)), (.errorRate, .ratio(thresholds.errorRate)),
            (.responseTime, .time(thresholds.responseTime)), (.replicationLag, .time(thresholds.replicationLag)),
        ]
        return limits.compactMap { metric, limit in
            guard metric != .replicationLag || isStandby, let value = survey.value(metric, region, service) else {
                return nil
            }
            let isKept = metric == .availability ? value >= limit.value : value <= limit.value
            return isKept
                ? nil : ThresholdBreach(metric: metric, value: Quantity(value, limit.dimension), limit: limit)
        }
    }
}
