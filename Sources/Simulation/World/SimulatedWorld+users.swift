import Runbook
import RunbookCompiler
import World

/// What users meet, whoever can measure it.
extension SimulatedWorld {
    /// The share of the requests of the last second that failed, over all regions and routed services.
    var failingShare: Double {
        let routed = topology.routed
        var (arrivals, failing) = (Float(0), Float(0))
        for region in topology.regions.indices {
            for service in routed.intersection(topology.regions[region].services) {
                let reading = readings[region * serviceCount + service.index]
                arrivals += reading.arrivals
                failing += reading.arrivals * reading.failing
            }
        }
        return arrivals > 0 ? Double(failing / arrivals) : 0
    }

    /// How far the copies that follow another region are behind, in milliseconds; the furthest of them.
    var worstStandbyLag: Int64 {
        var worst: Int64 = 0
        for service in topology.stateful {
            guard let line = data[service.index] else { continue }
            for region in topology.regionIndices where state[region, service].role == .standby {
                worst = max(worst, line.lag(of: region.index))
            }
        }
        return worst
    }
}
