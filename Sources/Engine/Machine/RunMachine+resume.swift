import RunbookCompiler

/// Another executor takes over. Timers are its to restore; questions are asked again; what was in flight is in doubt.
extension RunMachine {
    mutating func resumed(_ commands: inout [Command]) {
        for index in state.nodes.indices where state.nodes[index].status.isActive {
            let node = NodeID(index)
            switch state.nodes[index].status {
            case .observing, .undoObserving, .doubting, .undoDoubting:
                commands.append(.cancelTimer(.recheck(node)))
                commands.append(.observe(node, token(of: node)))
            case .performing, .undoPerforming:
                doubt(node, &commands)
            case .asking:
                commands.append(.ask(node))
            default:
                break
            }
            for sampler in plan.nodes[index].samplers where state.samplers[sampler].isOutstanding {
                commands.append(.sample(sampler))
            }
        }
        if state.phase.isAtRest { commands.append(.rest) }
    }
}
