package import Runbook

/// Something that could be otherwise in an environment or a runbook.
package enum Change: Hashable, Sendable {
    /// Of whoever routes by DNS.
    case dnsTimeToLive(Milliseconds)
    /// Of the region's peak, ready before anything is scaled.
    case ready(region: String, BasisPoints)
    /// Requests a second.
    case capacity(region: String, Double)
    /// With what the way between them takes.
    case source(region: String, from: String, latency: Milliseconds)
    case bandwidth(from: String, to: String, Double)
    case parameter(name: String, value: String)

    package func applied(to environment: Environment) -> Environment {
        var result = environment
        switch self {
        case .dnsTimeToLive(let time):
            result.simulation.dnsTimeToLive = time
            for index in result.adapters.indices {
                result.adapters[index].settings = result.adapters[index].settings?.answering(for: time)
            }
        case .ready(let region, let share):
            for index in result.regions.indices where result.regions[index].name.value == region {
                result.regions[index].ready = share
            }
        case .capacity(let region, let rate):
            for index in result.regions.indices where result.regions[index].name.value == region {
                result.regions[index].capacity = rate
            }
        case .source(let region, let source, let latency):
            for index in result.replication.indices where result.replication[index].to.value == region {
                result.replication[index].from.value = source
                result.replication[index].latency = latency
            }
        case .bandwidth(let from, let to, let rate):
            for index in result.replication.indices
            where result.replication[index].from.value == from && result.replication[index].to.value == to {
                result.replication[index].bandwidth = rate
            }
        case .parameter: break
        }
        return result
    }

    /// For a runbook.
    package var parameters: [String: String] {
        if case .parameter(let name, let value) = self { [name: value] } else { [:] }
    }
}
