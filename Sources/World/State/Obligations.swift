package import RunbookCompiler

/// Services that a region was left with as a possible writer that nobody confirmed as fenced.
///
/// They outlive a run: nothing is routed to such a region until each has been seen fenced or rebuilt.
package struct Obligations: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        package var region: RegionIndex
        package var services: ServiceSet

        package init(region: RegionIndex, services: ServiceSet) {
            self.region = region
            self.services = services
        }
    }

    /// By region, none of them empty, so that equal obligations are equal values.
    package private(set) var entries: [Entry] = []

    package init() {}

    package var isEmpty: Bool { entries.isEmpty }

    package subscript(region: RegionIndex) -> ServiceSet {
        entries.first { $0.region == region }?.services ?? ServiceSet()
    }

    package func contains(_ region: RegionIndex, _ service: ServiceIndex) -> Bool { self[region].contains(service) }

    package mutating func insert(_ services: ServiceSet, in region: RegionIndex) {
        set(self[region].union(services), in: region)
    }

    package mutating func remove(_ services: ServiceSet, in region: RegionIndex) {
        set(self[region].subtracting(services), in: region)
    }

    /// Those that this has and another has not.
    package func subtracting(_ other: Obligations) -> Obligations {
        var rest = self
        for entry in other.entries { rest.remove(entry.services, in: entry.region) }
        return rest
    }

    private mutating func set(_ services: ServiceSet, in region: RegionIndex) {
        let place = entries.firstIndex { $0.region >= region } ?? entries.endIndex
        let isThere = place < entries.endIndex && entries[place].region == region
        switch (isThere, services.isEmpty) {
        case (true, true): entries.remove(at: place)
        case (true, false): entries[place].services = services
        case (false, true): break
        case (false, false): entries.insert(Entry(region: region, services: services), at: place)
        }
    }
}

extension Obligations {
    /// Drops what a world shows as fenced or rebuilt.
    package mutating func settle(in world: WorldState) {
        for entry in entries where entry.region.index < world.regionCount {
            let settled = entry.services.filter { service in
                let state = world[entry.region, service]
                return state.isFenced == .yes || (state.role == .standby && state.isStreaming == .yes)
            }
            if !settled.isEmpty { remove(ServiceSet(settled), in: entry.region) }
        }
    }
}

extension WorldState {
    /// Marks the regions that owe a fence.
    package mutating func mark(_ obligations: Obligations) {
        for entry in obligations.entries where entry.region.index < regionCount {
            owesFence[entry.region.index] = true
        }
    }
}
