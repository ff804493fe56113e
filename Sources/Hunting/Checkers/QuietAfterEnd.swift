import Engine
import RunbookCompiler

/// Once a run has ended, nothing that it asked for changes a region any more.
///
/// What a person left as it was, in doubt, is that person's.
package struct QuietAfterEnd: HuntChecker {
    package static let name = "QuietAfterEnd"
    package static let interests: Interests = [.journaled, .tookEffect, .rested]
    private var leftBehind: Set<NodeID> = []

    package init() {}

    package mutating func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        switch sighting {
        case .journaled(let record, _):
            switch record.event {
            case .ordered(.skip(let node)), .ordered(.acceptTwoWriters(let node)): leftBehind.insert(node)
            case .ordered(.stop):
                for request in scene.open { leftBehind.insert(request.node) }
            default: break
            }
            return nil
        case .rested(let phase):
            let isInFlight = scene.fold.state.nodes.contains { $0.status.isInFlight }
            return isInFlight ? "at rest (\(phase)) with an effect in flight" : nil
        case .tookEffect(let request, let before, let after):
            guard case .ended(let outcome) = scene.fold.state.phase, before != after,
                !leftBehind.contains(request.node)
            else { return nil }
            return "\(scene.label(of: request.node)) takes effect after the run has ended (\(outcome.rawValue))"
        default: return nil
        }
    }
}
