package import RunbookCompiler
package import World

/// One value of the world that an effect can change.
package struct Cell: Hashable, Sendable {
    package enum Facet: UInt8, Hashable, Sendable {
        case weight, capacity, fence, role, source
    }

    package var facet: Facet
    package var region: RegionIndex
    package var service: ServiceIndex

    package init(_ facet: Facet, _ region: RegionIndex, _ service: ServiceIndex) {
        self.facet = facet
        self.region = region
        self.service = service
    }
}

extension Cell {
    /// Whether a cell has the same value in two worlds.
    package func isSame(in left: WorldState, and right: WorldState) -> Bool {
        let (one, other) = (left[region, service], right[region, service])
        return switch facet {
        case .weight: one.weight == other.weight
        case .capacity: one.capacity == other.capacity
        case .fence: one.isFenced == other.isFenced
        case .role: one.role == other.role
        case .source: one.source == other.source
        }
    }

    /// A world in which the cell is not known.
    package func hide(in world: inout WorldState) {
        switch facet {
        case .weight: world[region, service].weight = nil
        case .capacity: world[region, service].capacity = nil
        case .fence: world[region, service].isFenced = .unknown
        case .role:
            world[region, service].role = .unknown
            world[region, service].lag = nil
        case .source:
            world[region, service].source = .unknown
            world[region, service].isStreaming = .unknown
        }
    }

    package func text(_ topology: Topology) -> String {
        "\(facet) of \(topology.name(of: service)) in \(topology.name(of: region))"
    }
}

extension Effect {
    /// The cells that the effect may change.
    package func cells(in topology: Topology) -> [Cell] {
        switch self {
        case .route(let from, let to, let routes):
            return routes.flatMap { [Cell(.weight, from, $0.service), Cell(.weight, to, $0.service)] }
        case .promote(let region, let services, _):
            return services.flatMap { service in
                [Cell(.role, region, service), Cell(.fence, region, service), Cell(.source, region, service)]
                    + topology.regionIndices.filter {
                        $0 != region && topology.regions[$0.index].services.contains(service)
                    }.map { Cell(.role, $0, service) }
            }
        case .fence(let region, let services), .unfence(let region, let services):
            return services.map { Cell(.fence, region, $0) }
        case .follow(let region, let followings):
            return followings.flatMap {
                [
                    Cell(.role, region, $0.service), Cell(.fence, region, $0.service),
                    Cell(.source, region, $0.service),
                ]
            }
        case .scale(let region, let capacities): return capacities.map { Cell(.capacity, region, $0.service) }
        case .prepare, .release, .verify, .custom, .notify: return []
        }
    }

    /// The cells that have a value of their own once the effect has been brought about.
    package func promises(in topology: Topology) -> [Cell] {
        switch self {
        case .promote(let region, _, _): cells(in: topology).filter { $0.region == region }
        // Whether a standby is fenced makes no difference to following.
        case .follow: cells(in: topology).filter { $0.facet != .fence }
        default: cells(in: topology)
        }
    }

    /// The effect on the first of its services alone: what is there when it stops half way.
    package var half: Effect {
        switch self {
        case .route(let from, let to, let routes): .route(from: from, to: to, Array(routes.prefix(1)))
        case .promote(let region, let services, let loss):
            .promote(region, ServiceSet(services.prefix(1)), loss: loss)
        case .fence(let region, let services): .fence(region, ServiceSet(services.prefix(1)))
        case .unfence(let region, let services): .unfence(region, ServiceSet(services.prefix(1)))
        case .follow(let region, let followings): .follow(region, Array(followings.prefix(1)))
        case .scale(let region, let capacities): .scale(region, Array(capacities.prefix(1)))
        case .prepare, .release, .verify, .custom, .notify: self
        }
    }

    /// The region whose control side has to answer; traffic is directed from outside.
    package var region: RegionIndex? {
        switch self {
        case .route, .prepare, .release, .custom, .notify: nil
        case .promote(let region, _, _), .fence(let region, _), .unfence(let region, _), .follow(let region, _),
            .scale(let region, _):
            region
        case .verify(_, let to, _): to
        }
    }
}
