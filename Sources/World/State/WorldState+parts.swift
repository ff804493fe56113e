package import Runbook
package import RunbookCompiler

extension WorldState {
    /// Takes over what an adapter saw of a part that it plays. What another has seen is not replaced by what this one does
    /// not know. `connections` come after `data`.
    ///
    /// - Parameter services: those for which it plays the part; nil for all.
    package mutating func adopt(_ part: Environment.Part, from other: WorldState, of services: ServiceSet? = nil) {
        guard other.regionCount == regionCount, other.serviceCount == serviceCount else { return }
        if part == .connections { waiting = waiting.union(other.waiting) }
        for region in regions {
            if part == .health || part == .data { adopt(other.isReachable[region.index], of: region, part) }
            for index in 0..<serviceCount where services?.contains(ServiceIndex(index)) ?? true {
                adopt(part, from: other, region.index * serviceCount + index)
            }
        }
    }

    /// A region that answers anybody can be reached; one whose data does not answer may be reached all the same.
    private mutating func adopt(_ isReachable: Knowledge, of region: RegionIndex, _ part: Environment.Part) {
        let isNews =
            isReachable == .yes || (isReachable == .no && part == .health && self.isReachable[region.index] != .yes)
        if isNews { self.isReachable[region.index] = isReachable }
    }

    private mutating func adopt(_ part: Environment.Part, from other: WorldState, _ cell: Int) {
        let seen = other.services[cell]
        switch part {
        case .traffic:
            if let weight = seen.weight { services[cell].weight = weight }
        case .capacity:
            if let capacity = seen.capacity { services[cell].capacity = capacity }
        case .health:
            if seen.isServing != .unknown { services[cell].isServing = seen.isServing }
        case .data:
            if seen.role != .unknown { services[cell].role = seen.role }
            if seen.isFenced != .unknown { services[cell].isFenced = seen.isFenced }
            if seen.source != .unknown { services[cell].source = seen.source }
            if seen.isStreaming != .unknown { services[cell].isStreaming = seen.isStreaming }
            if let lag = seen.lag { services[cell].lag = lag }
        case .connections:
            // Clients are never led to a standby; that it is no writer is not for want of them.
            let mayWrite = services[cell].role == .writer || services[cell].role == .unknown
            if mayWrite, seen.isFenced == .yes { services[cell].isFenced = .yes }
        case .actions, .notifications: break
        }
    }
}
