import Runbook
import RunbookCompiler

/// How nodes begin and complete.
extension RunMachine {
    /// Makes a section's first nodes ready.
    mutating func begin(section: Int) {
        let nodes = plan.sections[section].nodes
        state.remaining[section] = Int32(nodes.count)
        for index in nodes where state.nodes[index].remaining == 0 { ready.append(NodeID(index)) }
    }

    /// Makes the nodes of a section ready that were parked or became ready while nothing could begin.
    mutating func resume(section: Int) {
        for index in plan.sections[section].nodes
        where state.nodes[index].status == .pending && state.nodes[index].remaining == 0 {
            ready.append(NodeID(index))
        }
    }

    mutating func enterReady(_ commands: inout [Command]) {
        while let node = ready.popLast() {
            guard mayBegin(node), state.nodes[node.index].status == .pending else { continue }
            enter(node, &commands)
        }
    }

    private func mayBegin(_ node: NodeID) -> Bool {
        let section = plan.nodes[node.index].section
        switch (plan.sections[section].purpose, state.phase) {
        case (.main, .running), (.finally, .finishing), (.finally, .running), (.finally, .rollingBack): return true
        case (.undo, .rollingBack): return isBranching(section)
        default: return false
        }
    }

    private mutating func enter(_ node: NodeID, _ commands: inout [Command]) {
        let index = node.index
        guard plan.nodes[index].when.admits(state.mode) else {
            state.nodes[index].status = .skipped
            complete(node, &commands)
            return
        }
        switch plan.nodes[index].kind {
        case .join:
            finish(node, &commands)
        case .effect:
            enterEffect(node, &commands)
        case .gate:
            state.nodes[index].status = .sampling
            commands.append(.startTimer(.within(node), plan.gates[ownGate(of: node)].within))
            startSamplers(of: node, &commands)
        case .wait(let length, let isSoak):
            guard length > .zero, !(isSoak && state.mode == .emergency) else { return finish(node, &commands) }
            state.nodes[index].status = .waiting
            commands.append(.startTimer(.wait(node), length))
            startSamplers(of: node, &commands)
        case .approval(let approval):
            state.nodes[index].status = .asking
            forgetGrants(approval)
            commands.append(.ask(node))
            commands.append(.startTimer(.within(node), plan.approvals[approval].within))
            startSamplers(of: node, &commands)
        case .finally(let section):
            state.nodes[index].status = .finalizing
            if state.remaining[section] == 0 { return finish(node, &commands) }
            if state.remaining[section] == nil { begin(section: section) } else { resume(section: section) }
        }
    }

    /// The node is done.
    mutating func finish(_ node: NodeID, _ commands: inout [Command]) {
        state.nodes[node.index].status = .done
        complete(node, &commands)
    }

    /// The node is out of the way, however it went: what depends on it alone is ready.
    mutating func complete(_ node: NodeID, _ commands: inout [Command]) {
        for successor in plan.successors(of: node) {
            state.nodes[successor.index].remaining -= 1
            if state.nodes[successor.index].remaining == 0 { ready.append(successor) }
        }
        let section = plan.nodes[node.index].section
        guard let left = state.remaining[section] else { return }
        state.remaining[section] = left - 1
        if left == 1 { completed(section: section, &commands) }
    }

    private mutating func completed(section: Int, _ commands: inout [Command]) {
        switch plan.sections[section].purpose {
        case .main:
            if state.phase == .running { finishRun(.succeeded, &commands) }
        case .undo:
            if state.phase == .rollingBack { undoNext(&commands) }
        case .finally:
            if case .finishing = state.phase { return finallyNext(&commands) }
            for index in plan.nodes.indices where plan.nodes[index].kind == .finally(section: section) {
                if state.nodes[index].status == .finalizing { finish(NodeID(index), &commands) }
            }
        }
    }

    /// Cancels what a node of this status may have asked for.
    mutating func cancelTimers(of node: NodeID, _ commands: inout [Command]) {
        switch plan.nodes[node.index].kind {
        case .effect:
            commands.append(.cancelTimer(.timeout(node)))
            cancelAttemptTimers(of: node, &commands)
        case .gate, .approval: commands.append(.cancelTimer(.within(node)))
        case .wait: commands.append(.cancelTimer(.wait(node)))
        case .join, .finally: break
        }
        for sampler in plan.nodes[node.index].samplers {
            state.samplers[sampler].isOutstanding = false
            commands.append(.cancelTimer(.sample(sampler)))
        }
    }

    func cancelAttemptTimers(of node: NodeID, _ commands: inout [Command]) {
        if hasAttemptTimer(node) { commands.append(.cancelTimer(.attempt(node))) }
        switch state.nodes[node.index].status {
        case .backingOff, .undoBackingOff: commands.append(.cancelTimer(.retry(node)))
        case .awaiting, .doubting, .undoAwaiting, .undoDoubting: commands.append(.cancelTimer(.recheck(node)))
        default: break
        }
    }

    /// An attempt that may take as long as the step needs no timer of its own.
    func hasAttemptTimer(_ node: NodeID) -> Bool {
        plan.nodes[node.index].attemptTimeout < plan.nodes[node.index].timeout
    }
}
