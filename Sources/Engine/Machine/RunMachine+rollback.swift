import RunbookCompiler

/// The way back: finished effects in reverse order of completion.
extension RunMachine {
    mutating func beginRollback(_ commands: inout [Command]) {
        state.phase = .rollingBack
        for node in state.undoStack {
            switch state.nodes[node.index].status {
            // A branch goes on when its turn comes.
            case .undoFailed, .undoBranching: state.nodes[node.index].status = .done
            default: break
            }
        }
        for index in state.nodes.indices where state.nodes[index].status == .failed {
            if plan.isBranch(NodeID(index)) { state.nodes[index].status = .pending }
        }
        state.holdCause = nil
        commands.append(.cancelTimer(.deadline))
        commands.append(.startTimer(.reserve, plan.rollbackReserve))
        undoNext(&commands)
    }

    /// Takes up the latest effect that is not undone.
    ///
    /// One that could not be undone does not keep the others from it, lest traffic stays in a dead region because
    /// its capacity could not be restored; only what touches the same resource waits. The run is held at the end.
    mutating func undoNext(_ commands: inout [Command]) {
        for index in state.undoStack.indices.reversed() {
            let node = state.undoStack[index]
            guard state.nodes[node.index].status != .undoFailed, !isBlocked(at: index) else { continue }
            switch plan.nodes[node.index].undo {
            case .restore:
                return beginUndo(node, &commands)
            case .branch(let section):
                guard state.remaining[section] == 0 else { return beginBranch(section, of: node, &commands) }
                state.nodes[node.index].status = .undone
            case .nothing:
                break
            }
            state.undoStack.remove(at: index)
        }
        if state.undoStack.isEmpty {
            commands.append(.cancelTimer(.reserve))
            finishRun(state.hasSkippedUndo ? .stopped : .rolledBack, &commands)
        } else {
            leave(because: state.holdCause ?? Cause(node: nil, reason: .undoFailed), towards: .hold, &commands)
        }
    }

    /// A later effect on the same resource could not be undone.
    private func isBlocked(at index: Int) -> Bool {
        let later = state.undoStack[(index + 1)...]
        guard !later.isEmpty, let operation = plan.operation(of: state.undoStack[index]) else { return false }
        let resources = plan.resources(of: operation)
        return later.contains { other in
            guard let operation = plan.operation(of: other) else { return false }
            return plan.resources(of: operation).contains { held in resources.contains { $0.meets(held) } }
        }
    }

    /// The effect stays as it is for now. A preparation that stays is harmless, so that the run ends as rolled back.
    mutating func undoFailed(_ node: NodeID, _ reason: Cause.Reason, _ commands: inout [Command]) {
        if plan.isPreparation(node) { return undone(node, &commands) }
        state.nodes[node.index].status = .undoFailed
        state.holdCause = state.holdCause ?? Cause(node: node, reason: reason)
        if state.phase == .rollingBack { undoNext(&commands) }
    }

    private mutating func beginUndo(_ node: NodeID, _ commands: inout [Command]) {
        state.nodes[node.index].status = .undoObserving
        state.nodes[node.index].attempt = 1
        state.nodes[node.index].looks = 0
        state.nodes[node.index].flags.remove(.expired)
        commands.append(.startTimer(.timeout(node), plan.nodes[node.index].timeout))
        attempt(node, &commands)
    }

    /// Whether it is a branch's turn: undos never run side by side.
    func isBranching(_ section: Int) -> Bool {
        plan.nodes.indices.contains {
            state.nodes[$0].status == .undoBranching && plan.nodes[$0].undo == .branch(section: section)
        }
    }

    private mutating func beginBranch(_ section: Int, of node: NodeID, _ commands: inout [Command]) {
        state.nodes[node.index].status = .undoBranching
        if state.remaining[section] == nil { begin(section: section) } else { resume(section: section) }
    }

    mutating func undone(_ node: NodeID, _ commands: inout [Command]) {
        state.nodes[node.index].status = .undone
        state.nodes[node.index].flags.remove(.undoable)
        state.undoStack.removeAll { $0 == node }
        if state.phase == .rollingBack { undoNext(&commands) }
    }
}
