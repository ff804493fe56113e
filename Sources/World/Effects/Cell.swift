package import RunbookCompiler

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

extension Cell.Facet {
    fileprivate var isOfData: Bool {
        switch self {
        case .fence, .role, .source: true
        case .weight, .capacity: false
        }
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

    /// Whether a change of one can spoil a change of the other: who writes is a question between all regions of a service.
    package func meets(_ other: Cell) -> Bool {
        guard service == other.service else { return false }
        return self == other || facet.isOfData && other.facet.isOfData
    }

    package func text(_ topology: Topology) -> String {
        "\(facet) of \(topology.name(of: service)) in \(topology.name(of: region))"
    }
}
