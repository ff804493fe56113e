import Engine
import Runbook
import RunbookCompiler
package import World

/// Looking.
extension HTTPAdapter {
    /// A region can be reached when any of its URLs has answered lately, whatever the answer was. A service serves when its
    /// availability over that time is what the environment asks for, and the latest probe is no news of long ago.
    package func observe() async -> WorldState {
        await prober.begin()
        var world = WorldState(unknownIn: topology)
        let now = timekeeper.now
        for region in topology.regionIndices {
            let seen = targets(region, nil).map { sight(of: $0, at: now) }
            // What nobody has asked lately is unknown.
            if seen.contains(where: { $0 != nil }) {
                world.isReachable[region.index] = Knowledge(
                    seen.contains { $0?.samples.contains(where: \.isAnswered) ?? false })
            }
            for service in topology.regions[region.index].services {
                let shares = targets(region, service).map { target in
                    sight(of: target, at: now).flatMap { ProbeStatistics($0.samples).availability }
                }
                guard !shares.isEmpty, !shares.contains(nil), let worst = shares.compactMap(\.self).min() else {
                    continue
                }
                world[region, service].isServing = Knowledge(worst >= topology.thresholds.availability.ratio)
            }
        }
        return world
    }

    /// What a URL did lately; nil where it is long ago that it was asked.
    private func sight(of target: Int, at now: Milliseconds) -> SampleRing.Stretch? {
        guard let last = prober.board.last(of: target), now - last.moment <= gap else { return nil }
        return prober.board.stretch(of: target, since: now - lately, gap: gap)
    }
}
