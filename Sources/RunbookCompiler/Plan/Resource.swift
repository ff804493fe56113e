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

    /// Whether a doubt about one is a doubt about the other: who writes and who follows whom is a question between all
    /// regions of a service.
    package func meets(_ other: Resource) -> Bool {
        conflicts(with: other) || facet.isOfData && other.facet.isOfData && !services.isDisjoint(with: other.services)
    }
}

extension Resource.Facet {
    fileprivate var isOfData: Bool {
        switch self {
        case .writer, .replication: true
        case .traffic, .capacity: false
        }
    }
}
