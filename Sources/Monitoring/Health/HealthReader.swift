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

    /// With dependencies in this region, theirs included; a cycle of them ends where it began.
    private func effective(
        _ service: ServiceIndex, _ own: Double?, _ above: ServiceSet = ServiceSet()
    ) -> (share: Double?, limitedBy: ServiceIndex?) {
        let local = survey.topology.regions[region.index].services
        var (share, limit): (Double?, ServiceIndex?) = (own, nil)
        var path = above
        path.insert(service)
        for dependency in survey.topology.services[service.index].dependsOn
        where local.contains(dependency) && !path.contains(dependency) {
            let (theirs, deeper) = effective(dependency, survey.value(.availability, region, dependency), path)
            guard let known = share else { break }
            if theirs.map({ $0 < known }) ?? true { (share, limit) = (theirs, deeper ?? dependency) }
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
