import Runbook
import RunbookCompiler

/// What people tell a run to do.
extension RunMachine {
    mutating func ordered(_ order: Order, _ commands: inout [Command]) throws(Refusal) {
        switch order {
        case .pause:
            guard state.phase == .running else { throw .notNow }
            leave(because: Cause(node: nil, reason: .ordered), towards: .pause, &commands)
        case .proceed:
            guard state.phase == .paused || (state.phase == .held && !isGoingBack) else { throw .notNow }
            state.holdCause = nil
            goOn(&commands)
        case .retry(let node):
            try retry(node, &commands)
        case .skip(let node):
            try skip(node, &commands)
        case .acceptTwoWriters(let node):
            try acceptTwoWriters(node, &commands)
        case .rollback:
            try orderRollback(&commands)
        case .stop:
            if case .finishing = state.phase { throw .notNow }
            if state.phase == .paused || state.phase == .held { commands.append(.startClock) }
            leave(because: Cause(node: nil, reason: .ordered), towards: .stop, &commands)
        case .giveWay:
            guard state.phase == .held else { throw .notNow }
            state.cause = state.cause ?? Cause(node: nil, reason: .ordered)
            end(.stopped, &commands)
        case .switchMode(let mode):
            switchMode(mode, &commands)
        }
    }

    private mutating func goOn(_ commands: inout [Command]) {
        state.phase = .running
        commands.append(.startClock)
        if state.remaining[0] == 0 { return finishRun(.succeeded, &commands) }
        state.hasLeftBehind = state.nodes.contains(where: \.status.isLeftBehind)
        for section in plan.sections.indices where state.remaining[section] != nil { resume(section: section) }
    }

    private mutating func orderRollback(_ commands: inout [Command]) throws(Refusal) {
        guard state.crossings == 0 else { throw .pointOfNoReturn }
        switch state.phase {
        case .running, .paused, .held: break
        case .settling(.pause):
            return leave(because: Cause(node: nil, reason: .ordered), towards: .rollback, &commands)
        default: throw .notNow
        }
        if state.phase != .running { commands.append(.startClock) }
        state.phase = .running
        for index in state.nodes.indices where state.nodes[index].status == .doubtful {
            settleDoubt(NodeID(index), &commands)
        }
        leave(because: Cause(node: nil, reason: .ordered), towards: .rollback, &commands)
    }

    /// Before a rollback: what can be seen is looked at, what cannot is taken back as if it had been done.
    private mutating func settleDoubt(_ node: NodeID, _ commands: inout [Command]) {
        if plan.nodes[node.index].isObservable { return lookAgain(node, &commands) }
        rememberForUndo(node)
        state.nodes[node.index].status = .failed
    }

    private mutating func lookAgain(_ node: NodeID, _ commands: inout [Command]) {
        state.nodes[node.index].status = .doubting
        state.nodes[node.index].looks = 0
        state.nodes[node.index].attempt = 1
        state.nodes[node.index].flags.remove(.expired)
        state.inFlight += 1
        commands.append(.startTimer(.timeout(node), plan.nodes[node.index].timeout))
        commands.append(.observe(node, token(of: node)))
    }

    mutating func retry(_ node: NodeID, _ commands: inout [Command]) throws(Refusal) {
        guard isKnown(node) else { throw .unknownNode }
        guard state.phase == .held, isOnTheWayBack(node) || !isGoingBack else { throw .notNow }
        guard isOnTheWayBack(node) || !hasExpiredApproval(before: node) else { throw .approvalExpired }
        switch state.nodes[node.index].status {
        case .failed:
            state.nodes[node.index].status = .pending
        case .doubtful where plan.nodes[node.index].isObservable && !isOnTheWayBack(node):
            lookAgain(node, &commands)
            startSamplers(of: node, &commands)
        case .doubtful:
            state.nodes[node.index].status = .pending
        case .undoFailed:
            break
        default:
            throw .notNow
        }
        takeUp(isWayBack: isOnTheWayBack(node), &commands)
    }

    mutating func skip(_ node: NodeID, _ commands: inout [Command]) throws(Refusal) {
        guard isKnown(node) else { throw .unknownNode }
        guard state.phase == .held, isOnTheWayBack(node) || !isGoingBack else { throw .notNow }
        let isWayBack = isOnTheWayBack(node)
        switch state.nodes[node.index].status {
        case .failed, .doubtful:
            if state.nodes[node.index].status == .doubtful { rememberForUndo(node) }
            state.nodes[node.index].status = .continued
            // Still held: nothing begins before the clock goes on.
            complete(node, &commands)
            state.hasSkippedUndo = state.hasSkippedUndo || isWayBack
        case .undoFailed:
            state.undoStack.removeAll { $0 == node }
            state.hasSkippedUndo = true
        default:
            throw .notNow
        }
        takeUp(isWayBack: isWayBack, &commands)
    }

    /// A held run goes on where it was: forward, or on its way back.
    private mutating func takeUp(isWayBack: Bool, _ commands: inout [Command]) {
        state.holdCause = nil
        guard isWayBack else { return goOn(&commands) }
        commands.append(.startClock)
        beginRollback(&commands)
        state.hasLeftBehind = state.nodes.contains(where: \.status.isLeftBehind)
    }

    private func isOnTheWayBack(_ node: NodeID) -> Bool {
        state.nodes[node.index].status == .undoFailed || plan.isBranch(node)
    }

    /// A rollback has begun, so nothing may go forward over what is undone.
    private var isGoingBack: Bool {
        state.nodes.contains { [.undone, .undoFailed, .undoBranching].contains($0.status) }
    }

    /// Ends soaks and obsolete approvals and begins running gates afresh; effects in flight are left alone.
    private mutating func switchMode(_ mode: Mode, _ commands: inout [Command]) {
        guard mode != state.mode else { return }
        state.mode = mode
        for index in state.nodes.indices {
            let node = NodeID(index)
            let isObsolete = !plan.nodes[index].when.admits(mode)
            // Who switches decides on what is known now; numbers that were approved for the other mode bind no more.
            if isObsolete, case .approval(let approval) = plan.nodes[index].kind { forgetGrants(approval) }
            switch state.nodes[index].status {
            case .waiting:
                guard case .wait(_, let isSoak) = plan.nodes[index].kind else { continue }
                guard isObsolete || (isSoak && mode == .emergency) else { continue }
            case .asking, .sampling:
                guard isObsolete else {
                    for sampler in plan.nodes[index].samplers {
                        let isOutstanding = state.samplers[sampler].isOutstanding
                        state.samplers[sampler] = SamplerState()
                        state.samplers[sampler].isOutstanding = isOutstanding
                        state.samplers[sampler].isObsolete = isOutstanding
                    }
                    continue
                }
            default: continue
            }
            cancelTimers(of: node, &commands)
            state.nodes[index].status = .skipped
            complete(node, &commands)
        }
    }
}
