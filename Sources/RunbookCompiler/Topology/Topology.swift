package import Runbook

/// The regions and services that a plan is about, as tables; plans speak of them by index.
package struct Topology: Hashable, Sendable {
    package struct Region: Hashable, Sendable {
        package var name: String
        package var role: Environment.RegionRole?
        package var services: ServiceSet

        package init(name: String, role: Environment.RegionRole?, services: ServiceSet) {
            self.name = name
            self.role = role
            self.services = services
        }
    }

    package struct Service: Hashable, Sendable {
        package var name: String
        package var type: ServiceType
        package var dependsOn: ServiceSet

        package init(name: String, type: ServiceType, dependsOn: ServiceSet = ServiceSet()) {
            self.name = name
            self.type = type
            self.dependsOn = dependsOn
        }
    }

    /// A declared direction of replication.
    package struct Link: Hashable, Sendable {
        package var from: RegionIndex
        package var to: RegionIndex

        package init(from: RegionIndex, to: RegionIndex) {
            self.from = from
            self.to = to
        }
    }

    package let regions: [Region]
    package let services: [Service]
    package let links: [Link]
    package let thresholds: Environment.Thresholds
    package let regionIndices: [RegionIndex]
    package let allServices: ServiceSet
    package let stateful: ServiceSet
    package let routed: ServiceSet
    /// Those whose capacity somebody sets.
    package let scalable: ServiceSet

    /// - Parameter scalable: nil for all services.
    package init(
        regions: [Region], services: [Service], links: [Link] = [],
        thresholds: Environment.Thresholds = Environment.Thresholds(), scalable: ServiceSet? = nil
    ) {
        self.regions = regions
        self.services = services
        self.links = links
        self.thresholds = thresholds
        regionIndices = regions.indices.map(RegionIndex.init)
        allServices = Topology.matching(services) { _ in true }
        stateful = Topology.matching(services) { $0.type.isStateful }
        routed = Topology.matching(services) { $0.type.isRouted }
        self.scalable = scalable ?? allServices
    }

    package var declaredPrimary: RegionIndex? { regionIndices.first { regions[$0.index].role == .primary } }

    package func region(named name: String) -> RegionIndex? {
        regions.firstIndex { $0.name == name }.map(RegionIndex.init)
    }

    package func service(named name: String) -> ServiceIndex? {
        services.firstIndex { $0.name == name }.map(ServiceIndex.init)
    }

    package func name(of region: RegionIndex) -> String { regions[region.index].name }
    package func name(of service: ServiceIndex) -> String { services[service.index].name }

    /// The services that a query is about: its own, or all of its region.
    package func services(of query: MetricQuery) -> ServiceSet {
        query.service.map { ServiceSet([$0]) } ?? regions[query.region.index].services
    }

    private static func matching(_ services: [Service], _ isWanted: (Service) -> Bool) -> ServiceSet {
        ServiceSet(services.indices.filter { isWanted(services[$0]) }.map(ServiceIndex.init))
    }
}
