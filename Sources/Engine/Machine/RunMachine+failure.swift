import Runbook
import RunbookCompiler
import World

/// What a failure does to the run: go on, settle and roll back, or settle and hold.
extension RunMachine {
    var isSettling: Bool { if case .settling = state.phase { true } else { false } }

    /// What a node was waiting for when its time was over.
    func awaited(by node: NodeID) -> Cause.Reason {
        state.nodes[node.index].concern.map { .unsafe($0) } ?? .timedOut
    }

    /// A node has failed. An effect in flight stays in flight: only a watch can fail beside it.
    mutating func fail(_ node: NodeID, _ reason: Cause.Reason, _ commands: inout [Command]) {
        let cause = Cause(node: node, reason: reason)
        let isInFlight = state.nodes[node.index].status.isInFlight && reasonIsWatch(reason)
        let rule = failureRule(of: node, reason)
        if !isInFlight {
            cancelTimers(of: node, &commands)
            if state.nodes[node.index].status.isUndo { return undoFailed(node, reason, &commands) }
            state.nodes[node.index].status = .failed
        }
        switch plan.sections[plan.nodes[node.index].section].purpose {
        case .finally:
            if !isInFlight { proceed(past: node, &commands) }
            return
        case .undo:
            return leave(because: cause, towards: .hold, &commands)
        case .main:
            break
        }
        switch rule {
        case .proceed: if !isInFlight { proceed(past: node, &commands) }
        case .hold: leave(because: cause, towards: .hold, &commands)
        case .rollback, .standard: leave(because: cause, towards: .rollback, &commands)
        }
    }

    private mutating func proceed(past node: NodeID, _ commands: inout [Command]) {
        state.nodes[node.index].status = .continued
        complete(node, &commands)
    }

    private func reasonIsWatch(_ reason: Cause.Reason) -> Bool {
        if case .watchFailed = reason { true } else { false }
    }

    private func failureRule(of node: NodeID, _ reason: Cause.Reason) -> Node.FailureRule {
        if case .approvalExpired = reason { return .hold }
        if reason == .unanswered, case .approval(let index) = plan.nodes[node.index].kind {
            return plan.approvals[index].onTimeout == .hold ? .hold : .rollback
        }
        let rule = plan.nodes[node.index].failureRule
        return rule == .standard && leavesWriterUnconfirmed(node, reason) ? .hold : rule
    }

    /// In an emergency a fence that nothing confirms is a person's to judge: going back would lead to a dead region.
    private func leavesWriterUnconfirmed(_ node: NodeID, _ reason: Cause.Reason) -> Bool {
        guard state.mode == .emergency else { return false }
        switch plan.operation(of: node) {
        case .fence: return true
        case .promote: return reason == .unsafe(.writerUnknown)
        default: return false
        }
    }

    /// Begins nothing new, lets what is in flight settle, then goes where it must.
    mutating func leave(because cause: Cause, towards goal: Phase.Goal, _ commands: inout [Command]) {
        if case .finishing = state.phase { return }
        if case .settling(let current) = state.phase {
            if current == .pause { (state.cause, state.holdCause) = (cause, cause) }
            state.holdCause = state.holdCause ?? cause
            if current == .pause || (current == .rollback && goal == .hold) || goal == .stop {
                state.phase = .settling(goal)
            }
            return
        }
        if state.cause == nil, cause.reason != .ordered || goal != .pause { state.cause = cause }
        state.holdCause = cause
        state.phase = .settling(goal)
        park(&commands)
        settleIfQuiet(&commands)
    }

    /// What changes nothing just now goes back to where it can begin again.
    private mutating func park(_ commands: inout [Command]) {
        for index in state.nodes.indices where state.nodes[index].status.isActive {
            let node = NodeID(index)
            switch state.nodes[index].status {
            case .performing, .doubting, .undoPerforming, .undoDoubting, .undoBranching, .finalizing:
                continue
            case .undoObserving, .undoAwaiting, .undoBackingOff:
                cancelTimers(of: node, &commands)
                state.nodes[index].status = .undoFailed
            default:
                cancelTimers(of: node, &commands)
                state.nodes[index].status = .pending
            }
        }
    }

    /// Nothing in flight any more: the goal of settling can be taken up.
    mutating func settleIfQuiet(_ commands: inout [Command]) {
        guard case .settling(let goal) = state.phase, state.inFlight == 0 else { return }
        let hasDoubt = state.nodes.contains { $0.status == .doubtful }
        switch goal {
        case .rollback where state.crossings == 0 && !hasDoubt: beginRollback(&commands)
        case .rollback, .hold: hold(&commands)
        case .pause:
            state.phase = .paused
            commands += [.stopClock, .rest]
        case .stop: finishRun(.stopped, &commands)
        }
    }

    /// Holds at once or when the rest has settled.
    mutating func hold(because cause: Cause, _ commands: inout [Command]) {
        leave(because: cause, towards: .hold, &commands)
    }

    /// The run went on after one of several held steps was dealt with, and has come to where the others are needed.
    mutating func holdAgainIfNothingIsLeft(_ commands: inout [Command]) {
        guard state.phase == .running || state.phase == .rollingBack,
            !state.nodes.contains(where: { $0.status.isActive && !$0.status.isWaitingForOthers }),
            let index = state.nodes.firstIndex(where: \.status.isLeftBehind)
        else { return }
        leave(because: Cause(node: NodeID(index), reason: .ordered), towards: .hold, &commands)
    }

    private mutating func hold(_ commands: inout [Command]) {
        state.phase = .held
        commands += [.cancelTimer(.reserve), .stopClock, .rest]
    }
}
