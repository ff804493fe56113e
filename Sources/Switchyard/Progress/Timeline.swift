package import Engine
import Runbook
package import RunbookCompiler
package import World

/// Turns journal records into entries. It replays them through a machine of its own, so that what it says of each is
/// what the machine made of it.
package struct Timeline: Sendable {
    package private(set) var session: RunSession
    /// The world as last observed, with the effects that were done since; nil until something was observed.
    package private(set) var world: WorldState?
    private let approvals: [NodeID]
    private var before = NodeState(remaining: 0)

    package init(plan: Plan, initiator: String = "") {
        session = RunSession(plan: plan, initiator: initiator, settleTime: .zero)
        approvals = plan.nodes.indices.filter {
            if case .approval = plan.nodes[$0].kind { true } else { false }
        }.map(NodeID.init)
    }

    package var plan: Plan { session.plan }
    package var state: RunState { session.machine.state }

    /// What a record says, in the order of the journal.
    package mutating func entries(for record: JournalRecord) throws(Refusal) -> [TimelineEntry] {
        let phase = state.phase
        let asking = approvals.filter { state.nodes[$0.index].status == .asking }
        if let node = subject(of: record.event) { before = state.nodes[node.index] }
        let reverted = revertedEffect(record.event)
        try session.replay(record)
        follow(record.event, reverted)
        var entries: [TimelineEntry] = []
        if let entry = entry(for: record) { entries.append(entry) }
        for node in approvals where state.nodes[node.index].status == .asking && !asking.contains(node) {
            entries.append(note(record, .asked, node, asked(node)))
        }
        if state.phase != phase, state.phase != .running || phase != .idle {
            entries.append(note(record, .phase, nil, CauseText.phase(state, plan)))
        }
        return entries
    }

    private func note(
        _ record: JournalRecord, _ kind: TimelineEntry.Kind, _ node: NodeID?, _ text: String
    ) -> TimelineEntry {
        TimelineEntry(sequence: record.sequence, time: record.time, kind: kind, step: node.map(id), text: text)
    }

    private func subject(of event: Event) -> NodeID? {
        switch event {
        case .observed(let node, _, _), .finished(let node, _, _), .answered(let node, _):
            node.index < plan.nodes.count ? node : nil
        default: nil
        }
    }

    /// An undo's effect is known only while it is under way.
    private func revertedEffect(_ event: Event) -> Effect? {
        guard case .finished(let node, let token, .done) = event, token.isUndo, node.index < plan.nodes.count else {
            return nil
        }
        return session.machine.effect(for: node)
    }

    private mutating func follow(_ event: Event, _ reverted: Effect?) {
        switch event {
        case .observed(_, _, let seen): world = seen
        case .finished(let node, let token, .done):
            if let effect = token.isUndo ? reverted : session.machine.effect(for: node) { world?.apply(effect) }
        default: break
        }
    }

    private func asked(_ node: NodeID) -> String {
        guard case .approval(let index) = plan.nodes[node.index].kind else { return "asks" }
        return "asks \(roles(plan.approvals[index])): \(plan.approvals[index].ask)"
    }

    private func id(_ node: NodeID) -> String { plan.labels[node.index].id }

    private func roles(_ approval: PlanApproval) -> String {
        let roles = plan.roles.indices.filter { approval.roles & (1 << UInt64($0)) != 0 }.map { plan.roles[$0] }
        return roles.isEmpty ? "anybody" : roles.joined(separator: " or ")
    }

    private func entry(for record: JournalRecord) -> TimelineEntry? {
        func make(_ kind: TimelineEntry.Kind, _ node: NodeID?, _ text: String, detail: String? = nil) -> TimelineEntry {
            TimelineEntry(
                sequence: record.sequence, time: record.time, kind: kind, step: node.map(id), text: text,
                detail: detail ?? record.detail)
        }
        switch record.event {
        case .started(let mode, _):
            return make(.started, nil, "\(plan.runbook) version \(plan.version) started, \(mode.rawValue)")
        case .observed(let node, let token, _):
            return looked(node, token).map { make($0.kind, node, $0.text) }
        case .finished(let node, let token, let result):
            var entry = make(.finished, node, finished(node, token, result, state))
            if result == .done, case .shift(let pair, let services, _) = plan.operation(of: node) {
                entry.weights = weights(plan.pairs[pair], services)
            }
            return entry
        case .sampled(let sampler, let verdict):
            let gate = plan.gates[plan.samplers[sampler].gate]
            let role = plan.samplers[sampler].role == .watch ? "watch" : "gate"
            let counters = state.samplers[sampler]
            var text = "\(role) \(gate.name) \(word(verdict))"
            if role == "gate", verdict == .holds, counters.passes > 0 {
                text += " (\(counters.passes) of \(gate.passes))"
            }
            var entry = make(.sampled, plan.samplers[sampler].node, text)
            entry.verdict = word(verdict)
            return entry
        case .answered(let node, let answer):
            return make(.answered, node, answered(node, answer))
        case .timerFired(let timer):
            switch timer {
            case .wait(let node): return make(.waited, node, "waited")
            case .timeout(let node), .within(let node):
                return make(.timeout, node, "its time is over" + next(state.nodes[node.index].status))
            case .attempt(let node): return make(.timeout, node, "no answer in time; in doubt, so it looks")
            case .deadline: return make(.timeout, nil, "the run's deadline is reached")
            case .reserve: return make(.timeout, nil, "the time reserved for a rollback is over")
            case .finallyBudget: return make(.timeout, nil, "the time for finally is over")
            case .retry, .recheck, .sample: return nil
            }
        case .ordered(let order): return make(.ordered, nil, "ordered: \(word(order))")
        case .resumed: return make(.resumed, nil, "taken up again")
        case .inherited: return make(.inherited, nil, "takes over the base weights of the run that it supersedes")
        }
    }
}

extension Timeline {
    private func looked(_ node: NodeID, _ token: Token) -> (kind: TimelineEntry.Kind, text: String)? {
        let state = self.state.nodes[node.index]
        let title = plan.labels[node.index].title
        switch state.status {
        case .performing:
            return (.performing, title + (state.attempt > 1 ? " (attempt \(state.attempt))" : ""))
        case .undoPerforming: return (.performing, "undoing: \(title)")
        case .done where before.status == .observing: return (.finished, "already so: \(title)")
        case .done: return (.finished, "observed as done")
        case .undone: return (.finished, "undone")
        case .awaiting, .undoAwaiting:
            // Said once for each reason, however often it is looked at.
            guard before.looks != state.looks else { return nil }
            return (.observed, "waits because " + (state.concern?.sentence ?? "it is not safe now"))
        case .doubting, .undoDoubting: return state.looks % 40 == 1 ? (.observed, "still in doubt") : nil
        case .backingOff, .undoBackingOff: return (.observed, "observed as not done; tries again")
        case .failed, .undoFailed: return (.finished, "failed")
        default: return nil
        }
    }

    private func finished(_ node: NodeID, _ token: Token, _ result: EffectResult, _ state: RunState) -> String {
        switch result {
        case .done: return token.isUndo ? "undone" : "done"
        case .notDone(let failure): return "not done: \(failure.sentence)\(next(state.nodes[node.index].status))"
        case .inDoubt:
            let next = next(state.nodes[node.index].status)
            return next.isEmpty ? "in doubt, so it looks" : "in doubt\(next)"
        }
    }

    private func next(_ status: NodeState.Status) -> String {
        switch status {
        case .backingOff, .undoBackingOff: "; tries again"
        case .continued: "; goes on without it"
        case .undone: "; left as it is"
        default: ""
        }
    }

    private func weights(_ pair: ShiftPair, _ services: ServiceSet) -> String? {
        guard let world else { return nil }
        let (left, right) = (plan.topology.name(of: pair.from), plan.topology.name(of: pair.to))
        var groups: [(services: [String], text: String)] = []
        for service in services {
            guard let from = world[pair.from, service].weight, let to = world[pair.to, service].weight else { continue }
            let text = "\(left) \(from), \(right) \(to)"
            if let known = groups.firstIndex(where: { $0.text == text }) {
                groups[known].services.append(plan.topology.name(of: service))
            } else {
                groups.append(([plan.topology.name(of: service)], text))
            }
        }
        if groups.count == 1 { return groups[0].text }
        return groups.map { "\($0.services.joined(separator: ", ")): \($0.text)" }.joined(separator: "; ")
    }

    private func word(_ verdict: Verdict) -> String {
        switch verdict {
        case .holds: "holds"
        case .breaches: "breached"
        case .unknown: "unknown"
        case .notYet: "not yet"
        }
    }
}
