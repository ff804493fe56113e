package import Runbook
package import RunbookCompiler
package import World

/// How a region is: the availability of its services, each with what it depends on, by their importance.
package struct RegionHealth: Hashable, Sendable {
    package var region: RegionIndex
    package var status: HealthStatus
    /// Nil while that of any of its services is unknown.
    package var availability: Double?
    package var isReachable: Knowledge
    package var services: [ServiceHealth]

    package init(_ region: RegionIndex, in survey: Survey, _ environment: Environment) {
        let topology = survey.topology
        let reader = HealthReader(region: region, survey: survey, environment: environment)
        services = topology.regions[region.index].services.map(reader.health)
        var (sum, weights, isKnown) = (0.0, 0.0, !services.isEmpty)
        for health in services {
            let name = topology.name(of: health.service)
            let weight = Double(environment.services.first { $0.name.value == name }?.importance ?? 1)
            guard let share = health.effective else {
                isKnown = false
                continue
            }
            sum += share * weight
            weights += weight
        }
        self.region = region
        availability = isKnown ? sum / weights : nil
        isReachable = survey.world.isReachable[region.index]
        status = HealthStatus(availability, environment.thresholds(region: topology.name(of: region)))
    }

    package static func all(in survey: Survey, _ environment: Environment) -> [RegionHealth] {
        survey.topology.regionIndices.map { RegionHealth($0, in: survey, environment) }
    }
}
