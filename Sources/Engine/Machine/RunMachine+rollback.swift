import RunbookCompiler

/// The way back: finished effects in reverse order of completion.
extension RunMachine {
    mutating func beginRollback(_ commands: inout [Command]) {
        state.phase = .rollingBack
        commands.append(.cancelTimer(.deadline))
        commands.append(.startTimer(.reserve, plan.rollbackReserve))
        undoNext(&commands)
    }

    /// Takes up the latest effect that is not undone.
    mutating func undoNext(_ commands: inout [Command]) {
        while let node = state.undoStack.last {
            switch plan.nodes[node.index].undo {
            case .restore:
                return beginUndo(node, &commands)
            case .branch(let section):
                guard state.remaining[section] == 0 else { return beginBranch(section, of: node, &commands) }
                state.nodes[node.index].status = .undone
            case .nothing:
                break
            }
            state.undoStack.removeLast()
        }
        commands.append(.cancelTimer(.reserve))
        finishRun(.rolledBack, &commands)
    }

    private mutating func beginUndo(_ node: NodeID, _ commands: inout [Command]) {
        state.nodes[node.index].status = .undoObserving
        state.nodes[node.index].attempt = 1
        state.nodes[node.index].flags.remove(.expired)
        commands.append(.startTimer(.timeout(node), plan.nodes[node.index].timeout))
        attempt(node, &commands)
    }

    private mutating func beginBranch(_ section: Int, of node: NodeID, _ commands: inout [Command]) {
        state.nodes[node.index].status = .undoBranching
        if state.remaining[section] == nil { begin(section: section) } else { resume(section: section) }
    }

    mutating func undone(_ node: NodeID, _ commands: inout [Command]) {
        state.nodes[node.index].status = .undone
        state.nodes[node.index].flags.remove(.undoable)
        if state.undoStack.last == node { state.undoStack.removeLast() }
        if state.phase == .rollingBack { undoNext(&commands) }
    }
}
