import Engine
import Runbook
import RunbookCompiler

/// Nothing that is to be watched comes about on the way forward, or has been waited for, before its watch has looked.
///
/// A doubt that is settled before a rollback is watched no more: nothing goes on from it.
package struct WatchBegins: HuntChecker {
    package static let name = "WatchBegins"
    package static let interests: Interests = [.journaled, .sampled, .tookEffect]
    private struct Watch {
        var sampler: Int
        var queries: [MetricQuery]
        var hasBegun = false
    }
    /// By step; none before anything is seen.
    private var watches: [NodeID: [Watch]]?

    package init() {}

    package mutating func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        var watches = watches ?? WatchBegins.watches(scene.plan)
        defer { self.watches = watches }
        guard !watches.isEmpty else { return nil }
        switch sighting {
        case .sampled(let queries):
            for node in watches.keys where scene.isWatched(node) {
                for index in watches[node, default: []].indices where watches[node]?[index].queries == queries {
                    watches[node]?[index].hasBegun = true
                }
            }
        case .journaled(let record, _):
            for node in watches.keys where !scene.isWatched(node) {
                if case .timerFired(.wait(node)) = record.event, let complaint = complaint(watches[node], node, scene) {
                    return complaint
                }
                for index in watches[node, default: []].indices { watches[node]?[index].hasBegun = false }
            }
        case .tookEffect(let request, _, _):
            guard !request.assignment.isUndo, scene.fold.state.phase == .running, scene.isWatched(request.node) else {
                return nil
            }
            return complaint(watches[request.node], request.node, scene)
        default: break
        }
        return nil
    }

    private func complaint(_ watches: [Watch]?, _ node: NodeID, _ scene: Scene) -> String? {
        guard let watch = watches?.first(where: { !$0.hasBegun }) else { return nil }
        let gate = scene.plan.gates[scene.plan.samplers[watch.sampler].gate].name
        return "\(scene.label(of: node)) went on without its watch \(gate)"
    }

    private static func watches(_ plan: Plan) -> [NodeID: [Watch]] {
        var result: [NodeID: [Watch]] = [:]
        for (index, sampler) in plan.samplers.enumerated() where sampler.role == .watch {
            let queries = GateEvaluator.queries(of: plan.gates[sampler.gate])
            result[sampler.node, default: []].append(Watch(sampler: index, queries: queries))
        }
        return result
    }
}
