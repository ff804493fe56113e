import Engine
import RunbookCompiler

/// Once a run has ended it asks for nothing, and nothing that it asked for changes a region any more.
///
/// What was under way when a person ended it, or what a person left in doubt, is that person's; what `finally` left under way when its time was over has had its time.
package struct QuietAfterEnd: HuntChecker {
    package static let name = "QuietAfterEnd"
    package static let interests: Interests = [.took, .journaled, .asked, .tookEffect, .rested]
    private var leftBehind: Set<NodeID> = []
    private var isOverBudget = false
    private var epoch = Epoch(rawValue: 0)

    package init() {}

    package mutating func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        switch sighting {
        case .took(let epoch): self.epoch = epoch
        case .journaled(let record, _):
            switch record.event {
            case .ordered(.skip(let node)), .ordered(.acceptTwoWriters(let node)): leftBehind.insert(node)
            case .timerFired(.finallyBudget): isOverBudget = true
            case .ordered(.stop):
                leftBehind.formUnion(scene.open.map(\.node))
                let nodes = scene.fold.state.nodes
                leftBehind.formUnion(nodes.indices.filter { nodes[$0].status.isInFlight }.map { NodeID($0) })
            default: break
            }
        case .asked(let request):
            // What a superseded executor asks for is another checker's.
            guard case .ended(let outcome) = scene.fold.state.phase, request.assignment.epoch == epoch else {
                return nil
            }
            return "\(scene.label(of: request.node)) is asked for after the run has ended (\(outcome.rawValue))"
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
        default: break
        }
        return nil
    }

    private func isFinally(_ section: Int, _ scene: Scene) -> Bool {
        if case .finally = scene.plan.sections[section].purpose { true } else { false }
    }
}
