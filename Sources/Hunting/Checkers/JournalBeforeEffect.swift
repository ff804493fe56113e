import Engine
import World

/// No effect is asked for that the journal does not owe.
package struct JournalBeforeEffect: HuntChecker {
    package static let name = "JournalBeforeEffect"
    package static let interests: Interests = [.took, .asked]
    private var epoch = Epoch(rawValue: 0)

    package init() {}

    package mutating func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        if case .took(let epoch) = sighting { self.epoch = epoch }
        // What a superseded executor asks for is another checker's.
        guard case .asked(let request) = sighting, request.assignment.epoch == epoch else { return nil }
        let (node, isUndo) = (request.node, request.assignment.isUndo)
        let expected: NodeState.Status = isUndo ? .undoPerforming : .performing
        guard scene.status(of: node) == expected else {
            return "\(scene.label(of: node)) is asked for while the journal has it as \(scene.status(of: node))"
        }
        guard scene.fold.effect(for: node) == request.assignment.effect else {
            return "\(scene.label(of: node)) is asked for with other values than the journal gives it"
        }
        return nil
    }
}
