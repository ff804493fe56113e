package import Runbook
internal import RunbookCompiler

extension WorldState {
    /// Takes over what an adapter saw of the parts that it plays.
    package mutating func adopt(_ parts: Set<Environment.Part>, from other: WorldState) {
        guard other.regionCount == regionCount, other.serviceCount == serviceCount else { return }
        if parts.contains(.health) { isReachable = other.isReachable }
        for region in regions {
            if parts.contains(.data), other.owesFence[region.index] { owesFence[region.index] = true }
            for service in (0..<serviceCount) {
                adopt(parts, from: other, region.index * serviceCount + service)
            }
        }
    }

    private mutating func adopt(_ parts: Set<Environment.Part>, from other: WorldState, _ cell: Int) {
        let seen = other.services[cell]
        if parts.contains(.traffic) { services[cell].weight = seen.weight }
        if parts.contains(.capacity) { services[cell].capacity = seen.capacity }
        if parts.contains(.health) { services[cell].isServing = seen.isServing }
        guard parts.contains(.data) else { return }
        services[cell].role = seen.role
        services[cell].isFenced = seen.isFenced
        services[cell].source = seen.source
        services[cell].isStreaming = seen.isStreaming
        services[cell].lag = seen.lag
    }
}
