internal import Runbook
package import RunbookCompiler

/// The invariants of a failover, asked before each effect: our own commands never cause or worsen a violation.
///
/// Weights sum to 100; no traffic to a region that cannot serve it; at most one region acknowledges writes; data loss
/// stays within its bound.
package struct SafetyCheck: Sendable {
    package var topology: Topology
    /// On the way back the receiver must also have fresh data and a writer to serve it.
    package var isRollback: Bool

    /// Writers of which a person said that a promotion need not know whether they still acknowledge.
    package var accepted: Obligations

    package init(topology: Topology, isRollback: Bool, accepted: Obligations = Obligations()) {
        self.topology = topology
        self.isRollback = isRollback
        self.accepted = accepted
    }

    package func clearance(for effect: Effect, in world: WorldState) -> Clearance {
        switch effect {
        case .route(let from, let to, let routes): route(from, to, routes, in: world)
        case .promote(let region, let services, let loss): promote(region, services, loss, in: world)
        case .unfence(let region, let services): soleWriter(region, services, in: world, accepting: Obligations())
        case .follow(let region, let followings): follow(region, followings, in: world)
        case .scale(let region, let capacities): scale(region, capacities, in: world)
        case .fence, .prepare, .release, .verify, .custom, .notify: .clear
        }
    }

    private func route(
        _ from: RegionIndex, _ to: RegionIndex, _ routes: [Effect.Route], in world: WorldState
    ) -> Clearance {
        for route in routes {
            var whole = route.from + route.to
            for other in world.regions where other != from && other != to {
                guard topology.regions[other.index].services.contains(route.service) else { continue }
                guard let weight = world[other, route.service].weight else { return .wait(.weightsUnknown) }
                whole = whole + weight
            }
            guard whole == .all else { return .refuse(.weightsBeyondWhole) }
            for (region, share) in [(from, route.from), (to, route.to)] {
                guard let current = world[region, route.service].weight else { return .wait(.weightsUnknown) }
                guard share > current else { continue }
                let answer = receiver(region, route.service, share, in: world)
                if answer != .clear { return answer }
            }
        }
        return .clear
    }

    private func receiver(
        _ region: RegionIndex, _ service: ServiceIndex, _ share: BasisPoints, in world: WorldState
    ) -> Clearance {
        guard world.isReachable[region.index] == .yes else { return .wait(.receiverUnreachable) }
        guard !world.owesFence[region.index] else { return .refuse(.receiverOwesFence) }
        guard world[region, service].isServing == .yes else { return .wait(.receiverNotServing) }
        guard let capacity = world[region, service].capacity else { return .wait(.capacityUnknown) }
        guard capacity >= share else { return .wait(.capacityShort) }
        return isRollback ? freshData(in: region, world) : .clear
    }

    private func freshData(in region: RegionIndex, _ world: WorldState) -> Clearance {
        for service in topology.stateful where topology.regions[region.index].services.contains(service) {
            guard let writer = world.writer(of: service), world[writer, service].acknowledgesWrites == .yes,
                world.isReachable[writer.index] == .yes
            else { return .wait(.noWriter) }
            guard writer != region else { continue }
            guard let lag = world[region, service].lag else { return .wait(.lagUnknown) }
            guard lag <= topology.thresholds.replicationLag else { return .wait(.dataStale) }
        }
        return .clear
    }

    private func promote(
        _ region: RegionIndex, _ services: ServiceSet, _ loss: Milliseconds, in world: WorldState
    ) -> Clearance {
        let alone = soleWriter(region, services, in: world, accepting: accepted)
        guard alone == .clear else { return alone }
        guard world.isReachable[region.index] == .yes else { return .wait(.receiverUnreachable) }
        for service in services where world[region, service].role != .writer {
            switch world[region, service].role {
            case .standby: break
            case .unknown: return .wait(.notAStandby)
            case .none, .detached, .writer: return .refuse(.notAStandby)
            }
            guard let lag = world[region, service].lag else { return .wait(.lagUnknown) }
            guard lag <= loss else { return .wait(.lossBeyondBound) }
        }
        return .clear
    }

    /// Nobody else would acknowledge writes once this region does.
    private func soleWriter(
        _ region: RegionIndex, _ services: ServiceSet, in world: WorldState, accepting accepted: Obligations
    ) -> Clearance {
        for service in services {
            for other in world.regions where other != region {
                guard topology.regions[other.index].services.contains(service) else { continue }
                switch world[other, service].acknowledgesWrites {
                case .yes: return .refuse(.secondWriter)
                case .unknown where accepted.contains(other, service): break
                case .unknown: return .wait(.writerUnknown)
                case .no: break
                }
            }
        }
        return .clear
    }

    private func follow(_ region: RegionIndex, _ followings: [Effect.Following], in world: WorldState) -> Clearance {
        for following in followings {
            let service = following.service
            switch world[region, service].acknowledgesWrites {
            case .yes: return .refuse(.wouldOverwriteWriter)
            case .unknown: return .wait(.writerUnknown)
            case .no: break
            }
            let loneCopy = loneCopy(region, service, in: world)
            guard loneCopy == .clear else { return loneCopy }
            guard let source = following.source else { continue }
            guard world.isReachable[region.index] == .yes else { return .wait(.receiverUnreachable) }
            let role = world[source, service].role
            guard world.isReachable[source.index] == .yes, role == .writer || role == .standby else {
                return .wait(.sourceUnreachable)
            }
        }
        return .clear
    }

    /// A fenced writer that nobody has taken over from has the only data that can be promoted again.
    private func loneCopy(_ region: RegionIndex, _ service: ServiceIndex, in world: WorldState) -> Clearance {
        guard world[region, service].role == .writer else { return .clear }
        let others = world.regions.filter { $0 != region && topology.regions[$0.index].services.contains(service) }
            .map { world[$0, service].role }
        if others.contains(.writer) { return .clear }
        return others.contains(.unknown) ? .wait(.writerUnknown) : .refuse(.wouldOverwriteWriter)
    }

    private func scale(_ region: RegionIndex, _ capacities: [Effect.Capacity], in world: WorldState) -> Clearance {
        for capacity in capacities where topology.routed.contains(capacity.service) {
            guard let ready = world[region, capacity.service].capacity else { return .wait(.capacityUnknown) }
            guard capacity.share < ready else { continue }
            guard let weight = world[region, capacity.service].weight else { return .wait(.weightsUnknown) }
            guard capacity.share >= weight else { return .refuse(.wouldStarveTraffic) }
        }
        return .clear
    }
}
