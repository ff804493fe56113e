import Runbook
import RunbookCompiler
package import World

/// What can be seen of the world from outside, and how it really is.
extension SimulatedWorld {
    /// What an observer sees. Weights and fences are kept by a director outside of the regions and are always known; so
    /// is that a region has no right to write. The rest of a region that does not answer is unknown.
    package func observation() -> WorldState {
        var seen = state
        for region in topology.regionIndices {
            seen.isReachable[region.index] = Knowledge(isReachable(region.index))
            for service in topology.regions[region.index].services {
                seen[region, service] = sight(of: region, service)
            }
        }
        return seen
    }

    /// How everything really is, whether or not anybody can see it.
    package func truth() -> WorldState {
        var truth = state
        for region in topology.regionIndices {
            truth.isReachable[region.index] = Knowledge(isReachable(region.index))
            for service in topology.regions[region.index].services {
                truth[region, service].isServing = Knowledge(isAlive(region.index, service.index))
                guard let line = data[service.index] else { continue }
                truth[region, service].lag = Milliseconds(line.lag(of: region.index))
                truth[region, service].isStreaming = isStreaming(region.index, service.index)
            }
        }
        return truth
    }

    private func sight(of region: RegionIndex, _ service: ServiceIndex) -> ServiceState {
        var seen = state[region, service]
        let isStateful = data[service.index] != nil
        guard isVisible(region.index, service.index) else {
            if seen.role == .writer { seen.role = .unknown }
            (seen.lag, seen.source, seen.isStreaming) = isStateful ? (nil, .unknown, .unknown) : (nil, .none, .no)
            seen.isServing = isReachable(region.index) ? .no : .unknown
            if !isReachable(region.index) { seen.capacity = nil }
            return seen
        }
        seen.isServing = .yes
        seen.isStreaming = isStreaming(region.index, service.index)
        seen.lag = isStateful ? lagSeen(region, service) : nil
        return seen
    }

    private func isStreaming(_ region: Int, _ service: Int) -> Knowledge {
        guard case .region(let source) = state[RegionIndex(region), ServiceIndex(service)].source else { return .no }
        return Knowledge(streams(from: source.index, to: region, service))
    }

    /// The lag of a copy that can be asked: exact while its writer can be asked too, else an upper bound.
    func lagSeen(_ region: RegionIndex, _ service: ServiceIndex) -> Milliseconds? {
        guard isVisible(region.index, service.index), let line = data[service.index] else { return nil }
        guard line.writer != region.index else { return .zero }
        if isVisible(line.writer, service.index) { return Milliseconds(line.lag(of: region.index)) }
        return Milliseconds(line.lagBound(of: region.index, now: clock.rawValue))
    }
}
