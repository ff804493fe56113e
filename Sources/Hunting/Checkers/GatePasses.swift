import Engine
import RunbookCompiler

/// A gate passes only on samples that hold, as many in a row as it asks for, and goes on looking only for as long as
/// it has not seen more breaches, or less data, than it tolerates.
package struct GatePasses: HuntChecker {
    package static let name = "GatePasses"
    package static let interests: Interests = .journaled
    private var verdicts: [Int: [Verdict]] = [:]
    private var passed: Set<NodeID> = []
    /// Since the gate began to look.
    private var tallies: [Int: SampleTally] = [:]

    package init() {}

    package mutating func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        guard case .journaled(let record, _) = sighting else { return nil }
        // Another mode makes a gate begin anew.
        if case .ordered(.switchMode) = record.event { tallies.removeAll() }
        for sampler in tallies.keys where scene.status(of: scene.plan.samplers[sampler].node) != .sampling {
            tallies[sampler] = nil
        }
        guard case .sampled(let sampler, let verdict) = record.event, scene.plan.samplers[sampler].role == .gate
        else { return nil }
        return tolerates(verdict, sampler, scene) ?? passes(verdict, sampler, scene)
    }

    private mutating func tolerates(_ verdict: Verdict, _ sampler: Int, _ scene: Scene) -> String? {
        let (node, gate) = (scene.plan.samplers[sampler].node, scene.plan.gates[scene.plan.samplers[sampler].gate])
        guard scene.status(of: node) == .sampling else { return nil }
        if verdict == .breaches { tallies[sampler, default: SampleTally()].breaches += 1 }
        if verdict == .unknown { tallies[sampler, default: SampleTally()].unknown += 1 }
        guard let tally = tallies[sampler], tally.isBeyond(gate) else { return nil }
        let seen = "\(tally.breaches) breaches and \(tally.unknown) samples without data"
        return "\(scene.label(of: node)) goes on after \(seen)"
    }

    private mutating func passes(_ verdict: Verdict, _ sampler: Int, _ scene: Scene) -> String? {
        let (node, gate) = (scene.plan.samplers[sampler].node, scene.plan.gates[scene.plan.samplers[sampler].gate])
        verdicts[sampler, default: []].append(verdict)
        if verdicts[sampler, default: []].count > 300 { verdicts[sampler]?.removeFirst(100) }
        guard scene.status(of: node) == .done, passed.insert(node).inserted else { return nil }
        let latest = verdicts[sampler, default: []].filter { $0 != .notYet }.suffix(Int(gate.passes))
        if latest.count == Int(gate.passes), latest.allSatisfy({ $0 == .holds }) { return nil }
        return "\(scene.label(of: node)) passes on \(latest.map { "\($0)" }.joined(separator: ", "))"
    }
}
