import Engine
import RunbookCompiler

/// A gate passes only on samples that hold, as many in a row as it asks for; a watch that fails stops the run's way.
package struct GatePasses: HuntChecker {
    package static let name = "GatePasses"
    package static let interests: Interests = .journaled
    private var verdicts: [Int: [Verdict]] = [:]
    private var passed: Set<NodeID> = []

    package init() {}

    package mutating func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        guard case .journaled(let record, _) = sighting, case .sampled(let sampler, let verdict) = record.event
        else { return nil }
        let (plan, node) = (scene.plan, scene.plan.samplers[sampler].node)
        let gate = plan.gates[plan.samplers[sampler].gate]
        verdicts[sampler, default: []].append(verdict)
        if verdicts[sampler, default: []].count > 300 { verdicts[sampler]?.removeFirst(100) }
        guard plan.samplers[sampler].role == .gate, scene.status(of: node) == .done, passed.insert(node).inserted
        else { return nil }
        let latest = verdicts[sampler, default: []].filter { $0 != .notYet }.suffix(Int(gate.passes))
        if latest.count == Int(gate.passes), latest.allSatisfy({ $0 == .holds }) { return nil }
        return "\(scene.label(of: node)) passes on \(latest.map { "\($0)" }.joined(separator: ", "))"
    }
}
