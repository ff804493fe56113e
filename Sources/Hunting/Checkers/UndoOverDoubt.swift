import Engine
import RunbookCompiler
import World

/// No undo is asked for while a later effect on the same resource may still act.
package struct UndoOverDoubt: HuntChecker {
    package static let name = "UndoOverDoubt"
    package static let interests: Interests = .asked

    package init() {}

    package func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        guard case .asked(let undo) = sighting, undo.assignment.isUndo else { return nil }
        for other in scene.open where other !== undo && !other.assignment.isUndo && other.node != undo.node {
            guard other.cells.contains(where: { cell in undo.cells.contains { UndoOverDoubt.meet(cell, $0) } })
            else { continue }
            return "\(scene.label(of: undo.node)) is undone while \(scene.label(of: other.node)) may still act"
        }
        return nil
    }

    /// Who writes is a question between all regions of a service.
    private static func meet(_ left: Cell, _ right: Cell) -> Bool {
        guard left.service == right.service else { return false }
        let data: Set<Cell.Facet> = [.fence, .role, .source]
        return left == right || data.contains(left.facet) && data.contains(right.facet)
    }
}
