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

    package var regions: [Region]
    package var services: [Service]
    package var links: [Link]
    package var thresholds: Environment.Thresholds

    package init(
        regions: [Region], services: [Service], links: [Link] = [],
        thresholds: Environment.Thresholds = Environment.Thresholds()
    ) {
        self.regions = regions
        self.services = services
        self.links = links
        self.thresholds = thresholds
    }

    package func region(named name: String) -> RegionIndex? {
        regions.firstIndex { $0.name == name }.map(RegionIndex.init)
    }

    package func service(named name: String) -> ServiceIndex? {
        services.firstIndex { $0.name == name }.map(ServiceIndex.init)
    }

    package func name(of region: RegionIndex) -> String { regions[region.index].name }
    package func name(of service: ServiceIndex) -> String { services[service.index].name }

    package var regionIndices: [RegionIndex] { regions.indices.map(RegionIndex.init) }
    package var stateful: ServiceSet { matching { $0.type.isStateful } }
    package var routed: ServiceSet { matching { $0.type.isRouted } }

    private func matching(_ isWanted: (Service) -> Bool) -> ServiceSet {
        ServiceSet(services.indices.filter { isWanted(services[$0]) }.map(ServiceIndex.init))
    }
}
