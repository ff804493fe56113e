import Engine
import RunbookCompiler
import World

/// No undo is asked for while an effect on the same resource may still act; its own too where one can look. What a person
/// has let stay is theirs.
package struct UndoOverDoubt: HuntChecker {
    package static let name = "UndoOverDoubt"
    package static let interests: Interests = .asked

    package init() {}

    package func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        guard case .asked(let undo) = sighting, undo.assignment.isUndo else { return nil }
        let canLook = scene.plan.nodes[undo.node.index].isObservable
        for other in scene.open where !other.assignment.isUndo && (canLook || other.node != undo.node) {
            guard !scene.fold.state.isLeftToPeople(other.node) else { continue }
            guard other.cells.contains(where: { cell in undo.cells.contains(where: cell.meets) })
            else { continue }
            return "\(scene.label(of: undo.node)) is undone while \(scene.label(of: other.node)) may still act"
        }
        return nil
    }
}
