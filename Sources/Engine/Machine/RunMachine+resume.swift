import RunbookCompiler

/// Another executor takes over. Timers are its to restore; questions are asked again; what was in flight is in doubt.
///
/// Time in which nobody acted or watched is not held against a step: the limits of effects and gates and the soaks that
/// are watched begin anew. The deadline of the run, plain waits and the limits of approvals go on.
extension RunMachine {
    mutating func resumed(_ commands: inout [Command]) {
        // What one of them brings about at once is not taken for interrupted when its turn comes.
        let active = state.nodes.indices.filter { state.nodes[$0].status.isActive }
        let statuses = active.map { state.nodes[$0].status }
        for (index, status) in zip(active, statuses) where state.nodes[index].status == status {
            let node = NodeID(index)
            renewLimits(of: node, &commands)
            switch state.nodes[index].status {
            case .observing, .undoObserving, .doubting, .undoDoubting:
                commands.append(.cancelTimer(.recheck(node)))
                commands.append(.observe(node, token(of: node)))
            case .performing, .undoPerforming:
                state.nodes[index].flags.insert(.interrupted)
                doubt(node, &commands)
            case .asking:
                commands.append(.ask(node))
            default:
                break
            }
            for sampler in plan.nodes[index].samplers where isWatched(node) && state.samplers[sampler].isOutstanding {
                commands.append(.sample(sampler))
            }
        }
        switch state.phase {
        case .rollingBack: commands.append(.startTimer(.reserve, plan.rollbackReserve))
        case .finishing: commands.append(.startTimer(.finallyBudget, plan.finallyBudget))
        default: if state.phase.isAtRest { commands.append(.rest) }
        }
    }

    private mutating func renewLimits(of node: NodeID, _ commands: inout [Command]) {
        switch plan.nodes[node.index].kind {
        case .effect:
            guard state.nodes[node.index].status != .undoBranching else { return }
            state.nodes[node.index].flags.remove(.expired)
            commands.append(.startTimer(.timeout(node), plan.nodes[node.index].timeout))
        case .gate:
            commands.append(.startTimer(.within(node), plan.gates[ownGate(of: node)].within))
        case .wait(let length, _):
            guard !plan.nodes[node.index].samplers.isEmpty else { return }
            commands.append(.startTimer(.wait(node), length))
        case .approval, .join, .finally:
            break
        }
    }
}
