/// Something that two effects can fight over.
package struct Resource: Hashable, Sendable {
    package enum Facet: String, Hashable, Sendable, CaseIterable {
        case traffic, writer, replication, capacity
    }

    package var facet: Facet
    /// Nil for traffic: the weights of a service concern all its regions at once.
    package var region: RegionIndex?
    package var services: ServiceSet

    package init(_ facet: Facet, _ region: RegionIndex?, _ services: ServiceSet) {
        self.facet = facet
        self.region = region
        self.services = services
    }

    package func conflicts(with other: Resource) -> Bool {
        facet == other.facet && !services.isDisjoint(with: other.services)
            && (region == nil || other.region == nil || region == other.region)
    }
}
