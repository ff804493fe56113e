package import RunbookCompiler
package import World

extension RunSession {
    /// What an adapter is asked to do for a node's effect now.
    package func assignment(
        _ effect: Effect, for node: NodeID, _ token: Token, run: String, epoch: Epoch
    ) -> Assignment {
        Assignment(
            effect: effect, action: action(of: effect), notice: notice(of: effect), mode: machine.state.mode,
            epoch: epoch, run: run, step: machine.plan.labels[node.index].id, isUndo: token.isUndo,
            timeout: machine.plan.nodes[node.index].attemptTimeout)
    }

    private func action(of effect: Effect) -> PlanAction? {
        if case .custom(let action) = effect { machine.plan.actions[action] } else { nil }
    }

    private func notice(of effect: Effect) -> PlanNotice? {
        if case .notify(let notice) = effect { machine.notice(notice) } else { nil }
    }
}
