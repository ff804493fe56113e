import Engine
import RunbookCompiler

/// `finally` begins when the end is known, and has run whole when the run has ended, unless its time was over.
package struct FinallyOnce: HuntChecker {
    package static let name = "FinallyOnce"
    package static let interests: Interests = [.journaled, .asked, .over]
    private var isOverBudget = false

    package init() {}

    package mutating func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        switch sighting {
        case .journaled(let record, _):
            if case .timerFired(.finallyBudget) = record.event { isOverBudget = true }
        case .asked(let request):
            guard let section = scene.plan.finally,
                scene.plan.sections[section].nodes.contains(request.node.index)
            else { return nil }
            if case .finishing = scene.fold.state.phase { return nil }
            if case .ended = scene.fold.state.phase, isOverBudget { return nil }
            return "\(scene.label(of: request.node)) runs while the run is \(scene.fold.state.phase)"
        case .over:
            guard case .ended = scene.fold.state.phase, let section = scene.plan.finally, !isOverBudget
            else { return nil }
            for index in scene.plan.sections[section].nodes {
                if scene.fold.state.nodes[index].status.isComplete { continue }
                let status = scene.fold.state.nodes[index].status
                return "ended with \(scene.label(of: NodeID(index))) of finally \(status)"
            }
        default: break
        }
        return nil
    }
}
