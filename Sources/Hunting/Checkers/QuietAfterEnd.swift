import Engine
import RunbookCompiler

/// Once a run has ended, nothing that it asked for changes a region any more.
///
/// What a person left as it was, in doubt, is that person's; what `finally` left under way when its time was over has had its time.
package struct QuietAfterEnd: HuntChecker {
    package static let name = "QuietAfterEnd"
    package static let interests: Interests = [.journaled, .tookEffect, .rested]
    private var leftBehind: Set<NodeID> = []
    private var isOverBudget = false

    package init() {}

    package mutating func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        switch sighting {
        case .journaled(let record, _):
            switch record.event {
            case .ordered(.skip(let node)), .ordered(.acceptTwoWriters(let node)): leftBehind.insert(node)
            case .timerFired(.finallyBudget): isOverBudget = true
            case .ordered(.stop): for request in scene.open { leftBehind.insert(request.node) }
            default: break
            }
            return nil
        case .rested(let phase):
            let isInFlight = scene.fold.state.nodes.indices.contains { index in
                let section = scene.plan.nodes[index].section
                return scene.fold.state.nodes[index].status.isInFlight && !(isOverBudget && isFinally(section, scene))
            }
            return isInFlight ? "at rest (\(phase)) with an effect in flight" : nil
        case .tookEffect(let request, let before, let after):
            guard case .ended(let outcome) = scene.fold.state.phase, before != after,
                !leftBehind.contains(request.node)
            else { return nil }
            return "\(scene.label(of: request.node)) takes effect after the run has ended (\(outcome.rawValue))"
        default: return nil
        }
    }

    private func isFinally(_ section: Int, _ scene: Scene) -> Bool {
        if case .finally = scene.plan.sections[section].purpose { true } else { false }
    }
}
