import RunbookCompiler

extension RunMachine {
    mutating func timerFired(_ timer: TimerID, _ commands: inout [Command]) throws(Refusal) {
        switch timer {
        case .deadline:
            guard state.phase == .running else { throw .stale }
            leave(because: Cause(node: nil, reason: .deadline), towards: .rollback, &commands)
        case .reserve:
            guard state.phase == .rollingBack else { throw .stale }
            leave(because: Cause(node: nil, reason: .rollbackDeadline), towards: .hold, &commands)
        case .finallyBudget:
            guard case .finishing(let outcome) = state.phase else { throw .stale }
            end(outcome, &commands)
        case .timeout(let node): try timedOut(node, &commands)
        case .attempt(let node):
            guard isKnown(node) else { throw .unknownNode }
            switch state.nodes[node.index].status {
            case .performing, .undoPerforming: doubt(node, &commands)
            default: throw .stale
            }
        case .retry(let node): try repeated(node, &commands)
        case .recheck(let node): try rechecked(node, &commands)
        case .within(let node): try ranOut(node, &commands)
        case .wait(let node):
            guard isKnown(node), state.nodes[node.index].status == .waiting else { throw .stale }
            cancelTimers(of: node, &commands)
            finish(node, &commands)
        case .sample(let sampler):
            guard state.samplers.indices.contains(sampler), !state.samplers[sampler].isOutstanding,
                isWatched(plan.samplers[sampler].node)
            else { throw .stale }
            requestSample(sampler, &commands)
        }
    }

    /// The time of a step is over: what has not been sent is failed, what has been sent is in doubt.
    private mutating func timedOut(_ node: NodeID, _ commands: inout [Command]) throws(Refusal) {
        guard isKnown(node) else { throw .unknownNode }
        switch state.nodes[node.index].status {
        case .observing, .backingOff, .undoObserving, .undoBackingOff:
            fail(node, .timedOut, &commands)
        case .awaiting, .undoAwaiting:
            fail(node, awaited(by: node), &commands)
        case .performing, .undoPerforming:
            state.nodes[node.index].flags.insert(.expired)
            doubt(node, &commands)
        case .doubting, .undoDoubting:
            state.nodes[node.index].flags.insert(.expired)
        default:
            throw .stale
        }
    }

    private mutating func repeated(_ node: NodeID, _ commands: inout [Command]) throws(Refusal) {
        guard isKnown(node) else { throw .unknownNode }
        switch state.nodes[node.index].status {
        case .backingOff, .undoBackingOff:
            state.nodes[node.index].attempt += 1
            attempt(node, &commands)
        default: throw .stale
        }
    }

    private mutating func rechecked(_ node: NodeID, _ commands: inout [Command]) throws(Refusal) {
        guard isKnown(node) else { throw .unknownNode }
        switch state.nodes[node.index].status {
        case .awaiting, .undoAwaiting: attempt(node, &commands)
        case .doubting, .undoDoubting: commands.append(.observe(node, token(of: node)))
        default: throw .stale
        }
    }

    private mutating func ranOut(_ node: NodeID, _ commands: inout [Command]) throws(Refusal) {
        guard isKnown(node) else { throw .unknownNode }
        switch state.nodes[node.index].status {
        case .sampling: fail(node, .gateTimedOut, &commands)
        case .asking: fail(node, .unanswered, &commands)
        default: throw .stale
        }
    }
}
