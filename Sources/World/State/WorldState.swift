public import RunbookCompiler

/// What is known of all regions at one moment: the abstract state that observation fills and effects change.
@usableFromInline package struct WorldState: Hashable, Sendable {
    package let regionCount: Int
    @usableFromInline package let serviceCount: Int
    /// Whether we can reach the region's control side.
    package var isReachable: [Knowledge]
    /// The region was promoted away from without a confirmed fence, and nothing may be routed to it until it is fenced
    /// or rebuilt. Remembered from run to run, not observed.
    package var owesFence: [Bool]
    /// Services whose clients are kept waiting before they reach any region.
    package var waiting = ServiceSet()
    @usableFromInline var services: [ServiceState]

    /// Everything unknown.
    package init(regionCount: Int, serviceCount: Int) {
        self.regionCount = regionCount
        self.serviceCount = serviceCount
        isReachable = Array(repeating: .unknown, count: regionCount)
        owesFence = Array(repeating: false, count: regionCount)
        services = Array(repeating: ServiceState(), count: regionCount * serviceCount)
    }

    package init(unknownIn topology: Topology) {
        self.init(regionCount: topology.regions.count, serviceCount: topology.services.count)
    }

    @inlinable package subscript(region: RegionIndex, service: ServiceIndex) -> ServiceState {
        get { services[region.index * serviceCount + service.index] }
        set { services[region.index * serviceCount + service.index] = newValue }
    }

    package var regions: [RegionIndex] { (0..<regionCount).map(RegionIndex.init) }

    /// The region that holds the writer's role of a service; of several, the one that would acknowledge a write.
    package func writer(of service: ServiceIndex) -> RegionIndex? {
        let writers = regions.filter { self[$0, service].role == .writer }
        return writers.first { self[$0, service].acknowledgesWrites == .yes } ?? writers.first
    }
}
