import Runbook
package import RunbookCompiler
import World

/// The way of an effect: look, perform, and when in doubt look again.
extension RunMachine {
    /// The pause before looking again at something that was not allowed or not resolved.
    static var recheckDelay: Milliseconds { Milliseconds(250) }
    /// After so many looks a doubt is a person's to resolve.
    package static var looksBeforeHold: UInt8 { 120 }

    mutating func enterEffect(_ node: NodeID, _ commands: inout [Command]) {
        state.nodes[node.index].attempt = 1
        state.nodes[node.index].looks = 0
        state.nodes[node.index].flags.remove(.expired)
        commands.append(.startTimer(.timeout(node), plan.nodes[node.index].timeout))
        startSamplers(of: node, &commands)
        attempt(node, &commands)
    }

    /// Looks first where there is something to see.
    mutating func attempt(_ node: NodeID, _ commands: inout [Command]) {
        let isUndo = state.nodes[node.index].status.isUndo
        if plan.nodes[node.index].isObservable {
            state.nodes[node.index].status = isUndo ? .undoObserving : .observing
            commands.append(.observe(node, token(of: node)))
        } else {
            perform(node, &commands)
        }
    }

    private mutating func perform(_ node: NodeID, _ commands: inout [Command]) {
        let index = node.index
        let isUndo = state.nodes[index].status.isUndo
        state.nodes[index].status = isUndo ? .undoPerforming : .performing
        state.nodes[index].looks = 0
        state.inFlight += 1
        if !isUndo {
            state.nodes[index].flags.insert(.attempted)
            cross(node)
        }
        if hasAttemptTimer(node) {
            commands.append(.startTimer(.attempt(node), plan.nodes[index].attemptTimeout))
        }
        commands.append(.perform(node, token(of: node)))
    }

    mutating func finished(
        _ node: NodeID, _ token: Token, _ result: EffectResult, _ commands: inout [Command]
    ) throws(Refusal) {
        guard isKnown(node) else { throw .unknownNode }
        guard mayHear(node, token) else { throw .stale }
        switch result {
        case .done: effectDone(node, &commands)
        case .notDone(let failure): effectNotDone(node, .effectFailed(failure), failure.isWorthRepeating, &commands)
        case .inDoubt: doubt(node, &commands)
        }
    }

    /// Nobody knows what became of the attempt.
    mutating func doubt(_ node: NodeID, _ commands: inout [Command]) {
        let index = node.index
        cancelAttemptTimers(of: node, &commands)
        if plan.nodes[index].isObservable {
            state.nodes[index].status = state.nodes[index].status.isUndo ? .undoDoubting : .doubting
            commands.append(.observe(node, token(of: node)))
        } else {
            // Nobody can look: it may have been done, so the way back takes it along and no crossing is withdrawn.
            state.nodes[index].flags.insert(.doubted)
            if !state.nodes[index].status.isUndo { rememberForUndo(node) }
            if plan.nodes[index].isRepeatable {
                effectNotDone(node, .inDoubt, true, &commands)
            } else {
                holdInDoubt(node, &commands)
            }
        }
    }

    /// The irreversible intent is there.
    private mutating func cross(_ node: NodeID) {
        guard plan.nodes[node.index].isIrreversible, !state.nodes[node.index].flags.contains(.crossing) else { return }
        state.nodes[node.index].flags.insert(.crossing)
        state.crossings += 1
    }

    /// Which attempt of a node an answer has to name now.
    package func token(of node: NodeID) -> Token {
        Token(attempt: state.nodes[node.index].attempt, isUndo: state.nodes[node.index].status.isUndo)
    }

    /// Whether an attempt is under way that nobody has doubted yet.
    package func awaits(_ node: NodeID, _ token: Token) -> Bool {
        switch state.nodes[node.index].status {
        case .performing, .undoPerforming: token == self.token(of: node)
        default: false
        }
    }

    /// Whether an answer of that attempt would still be heard.
    package func mayHear(_ node: NodeID, _ token: Token) -> Bool {
        state.nodes[node.index].status.isInFlight && token == self.token(of: node)
    }

    mutating func effectDone(_ node: NodeID, _ commands: inout [Command]) {
        state.inFlight -= 1
        state.nodes[node.index].flags.remove(.interrupted)
        cancelTimers(of: node, &commands)
        if state.nodes[node.index].status.isUndo {
            undone(node, &commands)
        } else {
            rememberForUndo(node)
            finish(node, &commands)
        }
        settleIfQuiet(&commands)
    }

    /// The attempt changed nothing, or what it changed will be taken back or completed.
    mutating func effectNotDone(
        _ node: NodeID, _ reason: Cause.Reason, _ isWorthRepeating: Bool, _ commands: inout [Command]
    ) {
        let index = node.index
        let isUndo = state.nodes[index].status.isUndo
        state.inFlight -= 1
        if !state.nodes[index].flags.contains(.doubted) {
            withdrawCrossing(node)
            withdrawRisk(node)
        }
        cancelAttemptTimers(of: node, &commands)
        let wasInterrupted = state.nodes[index].flags.remove(.interrupted) != nil
        let retry = plan.nodes[index].retry
        let mayRepeat =
            isWorthRepeating && state.nodes[index].attempt < retry.attempts
            && !state.nodes[index].flags.contains(.expired)
        if isSettling, !isUndo, wasInterrupted || mayRepeat, state.holdCause?.node != node {
            // As good as not begun, which is no failure.
            cancelTimers(of: node, &commands)
            state.nodes[index].status = .pending
        } else if wasInterrupted, !isSettling {
            // Not counted: the same attempt again.
            return attempt(node, &commands)
        } else if mayRepeat, !isSettling {
            state.nodes[index].status = isUndo ? .undoBackingOff : .backingOff
            commands.append(.startTimer(.retry(node), retry.delay(after: state.nodes[index].attempt)))
        } else {
            fail(node, state.nodes[index].flags.contains(.expired) ? .timedOut : reason, &commands)
        }
        settleIfQuiet(&commands)
    }

    mutating func rememberForUndo(_ node: NodeID) {
        guard plan.nodes[node.index].undo != .nothing, !plan.nodes[node.index].isIrreversible,
            plan.sections[plan.nodes[node.index].section].purpose == .main,
            !state.nodes[node.index].flags.contains(.undoable)
        else { return }
        state.nodes[node.index].flags.insert(.undoable)
        // What was prepared is released last: nothing waits for it, least of all traffic on its way back.
        state.undoStack.insert(node, at: plan.isPreparation(node) ? 0 : state.undoStack.count)
    }

    /// Observed as not done: the point of no return was not crossed after all.
    mutating func withdrawCrossing(_ node: NodeID) {
        guard state.nodes[node.index].flags.contains(.crossing) else { return }
        state.nodes[node.index].flags.remove(.crossing)
        state.crossings -= 1
    }

    private mutating func holdInDoubt(_ node: NodeID, _ commands: inout [Command]) {
        state.inFlight -= 1
        state.nodes[node.index].flags.remove(.interrupted)
        cancelTimers(of: node, &commands)
        if state.nodes[node.index].status.isUndo {
            undoFailed(node, .inDoubt, &commands)
            return settleIfQuiet(&commands)
        }
        if case .finally = plan.sections[plan.nodes[node.index].section].purpose {
            fail(node, .inDoubt, &commands)
        } else {
            state.nodes[node.index].status = .doubtful
            hold(because: Cause(node: node, reason: .inDoubt), &commands)
        }
        settleIfQuiet(&commands)
    }

    mutating func observed(
        _ node: NodeID, _ token: Token, _ world: WorldState, _ commands: inout [Command]
    ) throws(Refusal) {
        guard isKnown(node) else { throw .unknownNode }
        guard token == self.token(of: node), world.regionCount == plan.topology.regions.count,
            world.serviceCount == plan.topology.services.count
        else { throw .stale }
        let status = state.nodes[node.index].status
        let isLooking = status == .observing || status == .undoObserving
        guard isLooking || status == .doubting || status == .undoDoubting else { throw .stale }
        settleObligations(in: world)
        isLooking ? look(node, marked(world), &commands) : resolve(node, marked(world), &commands)
    }

    /// The look before an effect: what is captured, whether it is needed, whether it is safe.
    private mutating func look(_ node: NodeID, _ world: WorldState, _ commands: inout [Command]) {
        let isUndo = state.nodes[node.index].status.isUndo
        guard isUndo || capture(node, from: world), let effect = effect(for: node) else {
            return postpone(node, .valuesUnknown, &commands)
        }
        let isThere = world.satisfies(effect)
        if isThere == .yes {
            cancelTimers(of: node, &commands)
            if isUndo { return undone(node, &commands) }
            if state.nodes[node.index].flags.contains(.attempted) {
                // An attempt that was thought lost has taken effect after all.
                rememberForUndo(node)
                cross(node)
            }
            return finish(node, &commands)
        }
        if isPastInherited(effect, of: node, in: world) {
            cancelTimers(of: node, &commands)
            return finish(node, &commands)
        }
        switch clearance(for: effect, of: node, in: world) {
        case .clear:
            // On the way back, an attempt that is still on its way would act after what takes it back.
            if isWayBack(node), isThere == .unknown { return postpone(node, .stateUnknown, &commands) }
            if !isUndo, let reason = expiredApproval(before: node, in: world) { return fail(node, reason, &commands) }
            if !isUndo, awaitsApprovedLag(before: node, in: world) { return postpone(node, .lagUnknown, &commands) }
            noteLoss(of: effect, in: world)
            noteUnfenced(by: node, in: world)
            perform(node, &commands)
        case .wait(let concern): postpone(node, concern, &commands)
        case .refuse(let concern): fail(node, .unsafe(concern), &commands)
        }
    }

    private func clearance(for effect: Effect, of node: NodeID, in world: WorldState) -> Clearance {
        SafetyCheck(topology: plan.topology, isRollback: isWayBack(node), accepted: state.accepted)
            .clearance(for: effect, in: world)
    }

    /// Taken back to its captured values, or part of its author's rollback branch.
    package func isWayBack(_ node: NodeID) -> Bool {
        state.nodes[node.index].status.isUndo || plan.isBranch(node)
    }

    private mutating func postpone(_ node: NodeID, _ concern: Concern, _ commands: inout [Command]) {
        state.nodes[node.index].status = state.nodes[node.index].status.isUndo ? .undoAwaiting : .awaiting
        state.nodes[node.index].looks = concern.rawValue + 1
        commands.append(.startTimer(.recheck(node), RunMachine.recheckDelay))
    }

    private mutating func noteLoss(of effect: Effect, in world: WorldState) {
        guard case .promote(let region, let services, _) = effect else { return }
        for service in services { state.lossBound = max(state.lossBound, world[region, service].lag ?? .zero) }
    }

    /// What stopped half way has crossed the point of no return, and what was risked with it stays risked.
    private mutating func keepWhatIsThere(_ node: NodeID, of effect: Effect, in world: WorldState) {
        guard !state.nodes[node.index].flags.isDisjoint(with: [.crossing, .risky]),
            effect.parts.contains(where: { world.satisfies($0) != .no })
        else { return }
        state.nodes[node.index].flags.insert(.doubted)
    }

    /// The look after a doubt: done, not done, half done, or still not known.
    private mutating func resolve(_ node: NodeID, _ world: WorldState, _ commands: inout [Command]) {
        guard let effect = effect(for: node) else { return }
        switch world.satisfies(effect) {
        case .yes:
            effectDone(node, &commands)
        case .no:
            if !state.nodes[node.index].status.isUndo, restoring(node).map({ world.satisfies($0) }) != .yes {
                rememberForUndo(node)
            }
            keepWhatIsThere(node, of: effect, in: world)
            effectNotDone(node, .seenNotDone, true, &commands)
        case .unknown:
            state.nodes[node.index].looks = min(state.nodes[node.index].looks + 1, RunMachine.looksBeforeHold)
            if state.nodes[node.index].looks == RunMachine.looksBeforeHold {
                holdInDoubt(node, &commands)
            } else {
                commands.append(.startTimer(.recheck(node), RunMachine.recheckDelay))
            }
        }
    }
}
