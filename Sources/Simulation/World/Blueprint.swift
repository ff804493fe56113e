package import Runbook
package import RunbookCompiler

/// What simulated regions are built from: what an environment declares, as numbers that do not change while they live.
/// All copies of a world share it.
package final class Blueprint: Sendable {
    struct Link: Hashable, Sendable {
        var from: Int
        var to: Int
        /// Bytes a second.
        var bandwidth: Double
        /// One way, in milliseconds.
        var latency: Double
    }

    package let environment: String
    package let topology: Topology
    let noise: Noise
    /// How long resolvers keep an answer, in milliseconds.
    let timeToLive: Int64
    /// Requests a second of the whole system on an average day.
    let demand: Double
    /// Bytes a second written at that demand, by each stateful service.
    let writeRate: Double
    /// By region: requests a second that 100% of capacity stands.
    let peak: [Double]
    /// By region: the most capacity there is, as a share of the peak.
    let limit: [BasisPoints]
    let ready: [BasisPoints]
    let links: [Link]
    /// One way between two regions, in milliseconds.
    let latency: [[Double]]
    /// Services with what they depend on before them.
    let order: [Int]
    let customDimensions: [String: Dimension]
    let primary: Int

    /// For a direction of replication that the environment does not declare.
    private static let undeclared = (bandwidth: 25_000_000.0, latency: 80.0)

    package init(_ environment: Environment) {
        self.environment = environment.name.value
        topology = Topology(environment)
        noise = Noise(seed: environment.simulation.seed)
        timeToLive = environment.simulation.dnsTimeToLive.rawValue
        primary = topology.regions.firstIndex { $0.role == .primary } ?? 0
        peak = environment.regions.map(\.peakLoad)
        demand = (peak.max() ?? 0) * environment.simulation.load.ratio
        writeRate = environment.simulation.writeRate / Double(max(1, topology.stateful.count))
        limit = environment.regions.map {
            BasisPoints(Int32(min(100, $0.peakLoad > 0 ? $0.capacity / $0.peakLoad : 1) * 10_000))
        }
        ready = environment.regions.map(\.ready)
        let topology = topology
        links = environment.replication.compactMap { link in
            guard let from = topology.region(named: link.from.value), let to = topology.region(named: link.to.value)
            else { return nil }
            return Link(
                from: from.index, to: to.index, bandwidth: link.bandwidth, latency: Double(link.latency.rawValue))
        }
        let shortest = LinkLatency(environment, topology)
        latency = topology.regionIndices.map { one in
            topology.regionIndices.map { shortest.between(one, $0) ?? Blueprint.undeclared.latency }
        }
        order = Blueprint.order(topology)
        customDimensions = Dictionary(
            environment.metrics.map { ($0.name.value, $0.dimension.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// The declared link, the same wire in the other direction, or an ordinary long-distance one.
    func link(from: Int, to: Int) -> Link {
        let declared =
            links.first { $0.from == from && $0.to == to } ?? links.first { $0.from == to && $0.to == from }
        return Link(
            from: from, to: to, bandwidth: declared?.bandwidth ?? Blueprint.undeclared.bandwidth,
            latency: declared?.latency ?? latency[from][to])
    }

    /// Where a region's data comes from before anything has been changed.
    func source(of region: Int, service: ServiceIndex) -> RegionIndex? {
        links.first { $0.to == region && topology.regions[$0.from].services.contains(service) }
            .map { RegionIndex($0.from) }
    }

    private static func order(_ topology: Topology) -> [Int] {
        var order: [Int] = []
        var seen = Set<Int>()
        func visit(_ service: Int) {
            guard seen.insert(service).inserted else { return }
            for dependency in topology.services[service].dependsOn { visit(dependency.index) }
            order.append(service)
        }
        for service in topology.services.indices { visit(service) }
        return order
    }
}
