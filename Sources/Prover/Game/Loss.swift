package import RunbookCompiler

/// Something outside of a run that can be lost, and can return.
package enum Loss: Hashable, Sendable {
    /// It serves nobody and answers nobody.
    case region(RegionIndex)
    /// It serves its users and does not answer us.
    case way(RegionIndex)
    /// It answers, and serves nobody.
    case service(RegionIndex, ServiceIndex)
    /// Into the topology's links.
    case link(Int)
}

extension Outages {
    package func contains(_ loss: Loss, services: Int) -> Bool {
        switch loss {
        case .region(let region): dead & region.bit != 0
        case .way(let region): cutOff & region.bit != 0
        case .service(let region, let service): sick & (1 << UInt128(region.index * services + service.index)) != 0
        case .link(let link): broken & (1 << UInt64(link)) != 0
        }
    }

    /// Loses it, or gives it back.
    package mutating func toggle(_ loss: Loss, services: Int) {
        switch loss {
        case .region(let region): dead ^= region.bit
        case .way(let region): cutOff ^= region.bit
        case .service(let region, let service): sick ^= 1 << UInt128(region.index * services + service.index)
        case .link(let link): broken ^= 1 << UInt64(link)
        }
    }
}
