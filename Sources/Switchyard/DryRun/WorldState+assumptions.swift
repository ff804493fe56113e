import Runbook
import RunbookCompiler
import World

/// What a dry run takes for granted.
extension WorldState {
    /// Once writes stop, whatever streams from there catches up, unless the region is dead.
    mutating func catchUp(behind region: RegionIndex, _ services: ServiceSet) {
        guard isReachable[region.index] == .yes else { return }
        for service in services where self[region, service].isServing != .no {
            for other in regions where other != region && self[other, service].isStreaming == .yes {
                self[other, service].lag = .zero
            }
        }
    }

    /// Changes the least that makes a concern go away. False when that cannot be assumed.
    mutating func assumeMended(_ concern: Concern, for effect: Effect) -> Bool {
        switch concern {
        case .receiverUnreachable, .sourceUnreachable:
            for region in regions(of: effect) { isReachable[region.index] = .yes }
            if case .follow(_, let followings) = effect { assumeSources(followings) }
        case .receiverNotServing: forEachPlace(of: effect) { $0.isServing = .yes }
        case .capacityUnknown, .capacityShort: forEachPlace(of: effect) { $0.capacity = .all }
        case .receiverOwesFence: forEachPlace(of: effect) { $0.isFenced = .yes }
        case .dataStale, .lagUnknown, .lossBeyondBound:
            for region in regions(of: effect) {
                for service in (0..<serviceCount).map(ServiceIndex.init) { self[region, service].lag = .zero }
            }
        case .secondWriter, .writerUnknown:
            let own = concern == .secondWriter ? regions(of: effect) : []
            for region in regions where !own.contains(region) {
                for service in (0..<serviceCount).map(ServiceIndex.init)
                where self[region, service].acknowledgesWrites != .no {
                    self[region, service].isFenced = .yes
                }
            }
        case .notAStandby: forEachPlace(of: effect) { $0.role = .standby }
        case .wouldOverwriteWriter, .valuesUnknown, .stateUnknown, .noWriter, .wouldStarveTraffic, .weightsUnknown,
            .weightsBeyondWhole:
            return false
        }
        return true
    }

    private mutating func assumeSources(_ followings: [Effect.Following]) {
        for following in followings {
            guard let source = following.source else { continue }
            isReachable[source.index] = .yes
            if self[source, following.service].role != .writer { self[source, following.service].role = .standby }
        }
    }

    private func regions(of effect: Effect) -> [RegionIndex] {
        switch effect {
        case .route(let from, let to, _), .verify(let from, let to, _): [from, to]
        case .promote(let region, _, _), .fence(let region, _), .unfence(let region, _), .follow(let region, _),
            .scale(let region, _):
            [region]
        case .prepare(let effect), .release(let effect): regions(of: effect)
        case .custom, .notify: []
        }
    }

    private mutating func forEachPlace(of effect: Effect, _ change: (inout ServiceState) -> Void) {
        for region in regions(of: effect) {
            for service in (0..<serviceCount).map(ServiceIndex.init) { change(&self[region, service]) }
        }
    }
}
