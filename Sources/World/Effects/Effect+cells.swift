package import RunbookCompiler

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
