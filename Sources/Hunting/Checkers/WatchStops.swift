import Engine
import RunbookCompiler

/// A run does not go on with a step whose watch has seen more in a row than it tolerates.
package struct WatchStops: HuntChecker {
    package static let name = "WatchStops"
    package static let interests: Interests = .journaled
    /// What each watch has seen in a row.
    private var tallies: [Int: SampleTally] = [:]

    package init() {}

    package mutating func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        guard case .journaled(let record, _) = sighting else { return nil }
        // A sample that was asked for in another mode does not count.
        if case .ordered(.switchMode) = record.event { tallies.removeAll() }
        for sampler in tallies.keys where !scene.isWatched(scene.plan.samplers[sampler].node) {
            tallies[sampler] = nil
        }
        guard case .sampled(let sampler, let verdict) = record.event, scene.plan.samplers[sampler].role == .watch
        else { return nil }
        let (node, gate) = (scene.plan.samplers[sampler].node, scene.plan.gates[scene.plan.samplers[sampler].gate])
        switch verdict {
        case .holds: tallies[sampler] = nil
        case .breaches: tallies[sampler] = SampleTally(breaches: (tallies[sampler]?.breaches ?? 0) + 1)
        case .unknown: tallies[sampler] = SampleTally(unknown: (tallies[sampler]?.unknown ?? 0) + 1)
        case .notYet: break
        }
        guard let tally = tallies[sampler], scene.isWatched(node), scene.fold.state.phase == .running,
            tally.isBeyond(gate)
        else { return nil }
        return "\(scene.label(of: node)) goes on after \(tally.breaches) breaches or \(tally.unknown) samples without "
            + "data in a row of its watch \(gate.name)"
    }
}
