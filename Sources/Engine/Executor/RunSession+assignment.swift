package import RunbookCompiler
import World

extension RunSession {
    /// What an adapter is asked to do for a node now; nil when the node has no effect.
    package func assignment(for node: NodeID, _ token: Token, run: String, epoch: Epoch) -> Assignment? {
        guard let effect = machine.effect(for: node) else { return nil }
        var assignment = Assignment(
            effect: effect, mode: machine.state.mode, epoch: epoch, run: run,
            step: machine.plan.labels[node.index].id, isUndo: token.isUndo,
            timeout: machine.plan.nodes[node.index].attemptTimeout)
        switch effect {
        case .custom(let action): assignment.action = machine.plan.actions[action]
        case .notify(let notice): assignment.notice = machine.notice(notice)
        default: break
        }
        return assignment
    }
}
