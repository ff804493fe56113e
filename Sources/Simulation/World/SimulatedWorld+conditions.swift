import Runbook
package import RunbookCompiler
import World

/// What works: regions, services, and the ways between regions.
extension SimulatedWorld {
    func isAlive(_ region: Int) -> Bool { regionConditions[region].isAlive }
    package func isReachable(_ region: Int) -> Bool { regionConditions[region].isUp }

    func isAlive(_ region: Int, _ service: Int) -> Bool {
        isAlive(region) && serviceConditions[region][service].isAlive
            && topology.regions[region].services.contains(ServiceIndex(service))
    }

    /// It can be asked, and it answers.
    func isVisible(_ region: Int, _ service: Int) -> Bool {
        isReachable(region) && serviceConditions[region][service].isUp && isAlive(region, service)
    }

    /// Packets pass between two regions.
    func isConnected(_ first: Int, _ second: Int) -> Bool {
        if first == second { return isAlive(first) }
        return isReachable(first) && isReachable(second) && linkCondition(first, second).isUp
    }

    /// A fault of a link concerns the wire, so both directions.
    func linkCondition(_ first: Int, _ second: Int) -> Condition {
        linkConditions[.link(from: min(first, second), to: max(first, second))] ?? .sound
    }

    func slowness(_ region: Int) -> Double { regionConditions[region].slowness }
    func slowness(_ region: Int, _ service: Int) -> Double {
        slowness(region) * serviceConditions[region][service].slowness
    }

    /// Requests a second of the whole system: a slow wave over a day, and some noise.
    func demand(at moment: Int64) -> Double {
        let day = Wave.day(moment)
        return blueprint.demand * (1 + 0.08 * day + 0.02 * blueprint.noise.around(.demand, moment))
    }

    /// The share of a service's requests that really arrives in a region: the weight, as late as resolvers are.
    package func trafficShare(_ region: RegionIndex, _ service: ServiceIndex) -> Double {
        trafficShare(region.index, service.index, at: clock.rawValue)
    }

    func trafficShare(_ region: Int, _ service: Int, at moment: Int64) -> Double {
        var share = state[RegionIndex(region), ServiceIndex(service)].weight?.ratio ?? 0
        for drift in drifts where drift.region == region && drift.service == service {
            share -= drift.outstanding(at: moment, timeToLive: blueprint.timeToLive)
        }
        return min(1, max(0, share))
    }

    /// The share of requests to a region over all services that are routed there.
    func trafficShare(_ region: Int, at moment: Int64) -> Double {
        var (sum, count) = (0.0, 0.0)
        for service in topology.routed where topology.regions[region].services.contains(service) {
            sum += trafficShare(region, service.index, at: moment)
            count += 1
        }
        return count > 0 ? sum / count : 0
    }
}
