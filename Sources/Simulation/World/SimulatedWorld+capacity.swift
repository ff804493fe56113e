import Engine
import Runbook
import RunbookCompiler
import World

/// Capacity that becomes ready bit by bit.
extension SimulatedWorld {
    mutating func growCapacity(at now: Int64) {
        for ramp in ramps where isAlive(ramp.region) {
            let share = BasisPoints(ramp.ready(at: now))
            apply(.scale(RegionIndex(ramp.region), [.init(service: ServiceIndex(ramp.service), share: share)]))
        }
        ramps.removeAll { $0.ends <= now }
    }

    /// Instances that an assignment asked for are still coming up or going down.
    func isStillScaling(for assignment: Assignment) -> Bool {
        guard case .scale(let region, let capacities) = assignment.effect else { return false }
        return ramps.contains { ramp in
            ramp.region == region.index && capacities.contains { $0.service.index == ramp.service }
        }
    }

    /// Begins to move capacity towards a goal; one that is under way to the same goal goes on as it is.
    mutating func beginScaling(_ region: RegionIndex, _ capacities: [Effect.Capacity], readyAt: Int64) {
        for capacity in capacities {
            let (place, service) = (region.index, capacity.service.index)
            let isUnderWay = ramps.contains {
                $0.region == place && $0.service == service && $0.goal == capacity.share.rawValue
            }
            let start = state[region, capacity.service].capacity ?? .zero
            guard !isUnderWay, start != capacity.share else { continue }
            ramps.removeAll { $0.region == place && $0.service == service }
            ramps.append(
                CapacityRamp(
                    region: place, service: service, start: start.rawValue, goal: capacity.share.rawValue,
                    begins: clock.rawValue, ends: readyAt))
        }
    }

    /// When the capacity that was asked for will be ready, if it is under way.
    func scalingEnds(_ region: RegionIndex, _ capacities: [Effect.Capacity]) -> Int64? {
        let ends = capacities.compactMap { capacity in
            ramps.first {
                $0.region == region.index && $0.service == capacity.service.index
                    && $0.goal == capacity.share.rawValue
            }?.ends
        }
        return ends.max()
    }
}
