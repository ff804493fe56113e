import Engine
import RunbookCompiler
import World

/// When a run says it succeeded, the last effect on each value that it completed is there.
///
/// What a step has done, in part perhaps, before it failed and was passed over, or was not to be done in another mode
/// after all, is as its author wants it.
package struct Succeeded: HuntChecker {
    package static let name = "Succeeded"
    package static let interests: Interests = [.journaled, .over]
    private var promised: [Cell: (node: NodeID, effect: Effect)] = [:]
    private var isDone: Set<NodeID> = []
    /// What a person leaves as it is, done or not, is that person's, also when it still acts later.
    private var left: Set<NodeID> = []

    package init() {}

    package mutating func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        switch sighting {
        case .journaled(let record, _):
            releasePassedOver(scene)
            switch record.event {
            case .observed(let node, _, _), .finished(let node, _, _):
                guard scene.status(of: node) == .done, isDone.insert(node).inserted,
                    let effect = scene.fold.effect(for: node)
                else { return nil }
                // Another promotion changes who was the writer, or followed it, everywhere.
                for cell in effect.cells(in: scene.plan.topology) { promised[cell] = nil }
                let contested = scene.open.filter { left.contains($0.node) }.flatMap(\.cells)
                for cell in effect.promises(in: scene.plan.topology) where !contested.contains(cell) {
                    promised[cell] = (node, effect)
                }
            case .ordered(.skip(let node)), .ordered(.acceptTwoWriters(let node)):
                left.insert(node)
                release(node, scene)
            default: break
            }
        case .over:
            guard scene.fold.state.phase == .ended(.succeeded) else { return nil }
            for (cell, promise) in promised {
                var wanted = scene.truth
                wanted.apply(promise.effect)
                guard !cell.isSame(in: scene.truth, and: wanted) else { continue }
                return "succeeded, but the \(cell.text(scene.plan.topology)) is not what "
                    + "\(scene.label(of: promise.node)) promised"
            }
        default: break
        }
        return nil
    }

    private mutating func releasePassedOver(_ scene: Scene) {
        for (index, state) in scene.fold.state.nodes.enumerated() {
            guard state.status == .continued || state.status == .skipped, state.flags.contains(.attempted),
                isDone.insert(NodeID(index)).inserted
            else { continue }
            release(NodeID(index), scene)
        }
    }

    private mutating func release(_ node: NodeID, _ scene: Scene) {
        for cell in scene.fold.effect(for: node)?.cells(in: scene.plan.topology) ?? [] { promised[cell] = nil }
    }
}
