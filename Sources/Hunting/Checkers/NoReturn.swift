import Engine
import RunbookCompiler

/// Once an irreversible effect has been brought about, nothing is taken back, and no order to do so is taken.
package struct NoReturn: HuntChecker {
    package static let name = "NoReturn"
    package static let interests: Interests = [.journaled, .asked, .tookEffect]
    private var crossed: NodeID?

    package init() {}

    package mutating func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        switch sighting {
        case .tookEffect(let request, _, _):
            if scene.plan.nodes[request.node.index].isIrreversible { crossed = crossed ?? request.node }
        case .journaled(let record, _):
            guard let crossed, record.event == .ordered(.rollback) else { return nil }
            return "an order to roll back is taken after \(scene.label(of: crossed))"
        case .asked(let request):
            guard let crossed else { return nil }
            guard request.assignment.isUndo || scene.plan.isBranch(request.node) else { return nil }
            return "\(scene.label(of: request.node)) is taken back after \(scene.label(of: crossed))"
        default: break
        }
        return nil
    }
}
