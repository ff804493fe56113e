import RunbookCompiler

/// What of the outside something looks at; a bit for each region.
struct Reads: Hashable, Sendable {
    /// Whether they answer, and what can be asked of them.
    private(set) var regions: UInt32 = 0
    /// Whether changes flow between them.
    private(set) var data: UInt32 = 0
    /// Which services serve in which regions: by `region x services + service`.
    private var serving: UInt128 = 0
    private let serviceCount: Int

    init(_ topology: Topology) { serviceCount = topology.services.count }

    mutating func note(regions: UInt32) { self.regions |= regions }

    mutating func note(data: UInt32) { self.data |= data }

    /// Whether a region answers, and these services serve in it.
    mutating func note(_ services: some Sequence<ServiceIndex>, in region: RegionIndex) {
        regions |= region.bit
        for service in services { serving |= 1 << UInt128(region.index * serviceCount + service.index) }
    }

    func notices(_ loss: Loss, _ topology: Topology) -> Bool {
        switch loss {
        case .region(let region): (regions | data) & region.bit != 0
        case .way(let region): regions & region.bit != 0
        case .service(let region, let service):
            serving & (1 << UInt128(region.index * serviceCount + service.index)) != 0
        case .link(let index): data & topology.links[index].from.bit != 0 && data & topology.links[index].to.bit != 0
        }
    }
}
