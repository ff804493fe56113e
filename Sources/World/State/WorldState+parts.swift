package import Runbook
internal import RunbookCompiler

extension WorldState {
    /// Takes over what an adapter saw of the parts that it plays. What another has seen is not replaced by what this one
    /// does not know.
    package mutating func adopt(_ parts: Set<Environment.Part>, from other: WorldState) {
        guard other.regionCount == regionCount, other.serviceCount == serviceCount else { return }
        for region in regions {
            if parts.contains(.health), other.isReachable[region.index] != .unknown {
                isReachable[region.index] = other.isReachable[region.index]
            }
            for service in (0..<serviceCount) {
                adopt(parts, from: other, region.index * serviceCount + service)
            }
        }
    }

    private mutating func adopt(_ parts: Set<Environment.Part>, from other: WorldState, _ cell: Int) {
        let seen = other.services[cell]
        if parts.contains(.traffic), let weight = seen.weight { services[cell].weight = weight }
        if parts.contains(.capacity), let capacity = seen.capacity { services[cell].capacity = capacity }
        if parts.contains(.health), seen.isServing != .unknown { services[cell].isServing = seen.isServing }
        guard parts.contains(.data) else { return }
        if seen.role != .unknown { services[cell].role = seen.role }
        if seen.isFenced != .unknown { services[cell].isFenced = seen.isFenced }
        if seen.source != .unknown { services[cell].source = seen.source }
        if seen.isStreaming != .unknown { services[cell].isStreaming = seen.isStreaming }
        if let lag = seen.lag { services[cell].lag = lag }
    }
}
