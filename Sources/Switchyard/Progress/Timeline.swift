package import Engine
import Runbook
package import RunbookCompiler
import World

/// Turns journal records into entries, given the machine's state before and after each.
package struct Timeline: Sendable {
    package let plan: Plan
    private var last: RunState

    package init(plan: Plan) {
        self.plan = plan
        last = RunState(plan)
    }

    /// What a record says, now that the session has taken it in; several records of one batch share the session after.
    package mutating func entries(for record: JournalRecord, _ session: RunSession) -> [TimelineEntry] {
        let state = session.machine.state
        defer { last = state }
        var entries: [TimelineEntry] = []
        if let entry = entry(for: record, session) { entries.append(entry) }
        for node in asked(last, state) {
            guard case .approval(let index) = plan.nodes[node.index].kind else { continue }
            entries.append(
                TimelineEntry(
                    sequence: record.sequence, time: record.time, kind: .asked, step: id(node),
                    text: "asks \(roles(plan.approvals[index])): \(plan.approvals[index].ask)"))
        }
        if state.phase != last.phase, state.phase != .running || last.phase != .idle {
            entries.append(
                TimelineEntry(
                    sequence: record.sequence, time: record.time, kind: .phase, step: nil,
                    text: CauseText.phase(state, plan)))
        }
        return entries
    }

    private func id(_ node: NodeID) -> String { plan.labels[node.index].id }

    private func asked(_ old: RunState, _ new: RunState) -> [NodeID] {
        guard !plan.approvals.isEmpty else { return [] }
        return new.nodes.indices.filter { new.nodes[$0].status == .asking && old.nodes[$0].status != .asking }
            .map(NodeID.init)
    }

    private func roles(_ approval: PlanApproval) -> String {
        plan.roles.indices.filter { approval.roles & (1 << UInt64($0)) != 0 }.map { plan.roles[$0] }
            .joined(separator: " or ")
    }

    private func entry(for record: JournalRecord, _ session: RunSession) -> TimelineEntry? {
        func make(_ kind: TimelineEntry.Kind, _ node: NodeID?, _ text: String, detail: String? = nil) -> TimelineEntry {
            TimelineEntry(
                sequence: record.sequence, time: record.time, kind: kind, step: node.map(id), text: text,
                detail: detail ?? record.detail)
        }
        switch record.event {
        case .started(let mode):
            return make(.started, nil, "\(plan.runbook) version \(plan.version) started, \(mode.rawValue)")
        case .observed(let node, let token, _):
            return looked(node, token, session).map { make($0.kind, node, $0.text) }
        case .finished(let node, let token, let result):
            var entry = make(.finished, node, finished(node, token, result, session.machine.state))
            if result == .done, case .route(let from, let to, let routes)? = effect(of: node, token, session) {
                entry.weights = weights(from, to, routes)
            }
            return entry
        case .sampled(let sampler, let verdict):
            let gate = plan.gates[plan.samplers[sampler].gate]
            let role = plan.samplers[sampler].role == .watch ? "watch" : "gate"
            let counters = session.machine.state.samplers[sampler]
            var text = "\(role) \(gate.name) \(word(verdict))"
            if role == "gate", verdict == .holds, counters.passes > 0 { text += " (\(counters.passes) of \(gate.passes))" }
            var entry = make(.sampled, plan.samplers[sampler].node, text)
            entry.verdict = word(verdict)
            return entry
        case .answered(let node, let answer):
            return make(.answered, node, answer.isGranted ? "granted" : "declined")
        case .timerFired(let timer):
            switch timer {
            case .wait(let node): return make(.waited, node, "waited")
            case .timeout(let node), .within(let node): return make(.timeout, node, "its time is over")
            case .attempt(let node): return make(.timeout, node, "no answer in time; in doubt, so it looks")
            case .deadline: return make(.timeout, nil, "the run's deadline is reached")
            case .reserve: return make(.timeout, nil, "the time reserved for a rollback is over")
            case .finallyBudget: return make(.timeout, nil, "the time for finally is over")
            case .retry, .recheck, .sample: return nil
            }
        case .ordered(let order): return make(.ordered, nil, "ordered: \(word(order))")
        case .resumed: return make(.resumed, nil, "taken up again")
        }
    }
}

extension Timeline {
    private func looked(_ node: NodeID, _ token: Token, _ session: RunSession) -> (kind: TimelineEntry.Kind, text: String)? {
        let state = session.machine.state.nodes[node.index]
        let title = plan.labels[node.index].title
        switch state.status {
        case .performing:
            return (.performing, title + (state.attempt > 1 ? " (attempt \(state.attempt))" : ""))
        case .undoPerforming: return (.performing, "undoing: \(title)")
        case .done where last.nodes[node.index].status == .observing: return (.finished, "already so: \(title)")
        case .done: return (.finished, "observed as done")
        case .undone: return (.finished, "undone")
        case .awaiting, .undoAwaiting:
            guard last.nodes[node.index].looks != state.looks || last.nodes[node.index].status != .awaiting else { return nil }
            return (.observed, "waits because " + (Concern(rawValue: state.looks)?.sentence ?? "it is not safe now"))
        case .doubting, .undoDoubting: return (.observed, "still in doubt")
        case .backingOff, .undoBackingOff: return (.observed, "observed as not done; tries again")
        case .failed, .undoFailed: return (.finished, "failed")
        default: return nil
        }
    }

    private func finished(_ node: NodeID, _ token: Token, _ result: EffectResult, _ state: RunState) -> String {
        switch result {
        case .done: return token.isUndo ? "undone" : "done"
        case .notDone(let failure):
            let status = state.nodes[node.index].status
            let next = status == .backingOff || status == .undoBackingOff ? "; tries again" : ""
            return "not done: \(failure.sentence)\(next)"
        case .inDoubt: return "in doubt, so it looks"
        }
    }

    private func effect(of node: NodeID, _ token: Token, _ session: RunSession) -> Effect? {
        token.isUndo ? nil : session.machine.effect(for: node)
    }

    private func weights(_ from: RegionIndex, _ to: RegionIndex, _ routes: [Effect.Route]) -> String {
        guard let first = routes.first else { return "" }
        let (left, right) = (plan.topology.name(of: from), plan.topology.name(of: to))
        if routes.allSatisfy({ $0.from == first.from && $0.to == first.to }) {
            return "\(left) \(first.from), \(right) \(first.to)"
        }
        return routes.map { "\(plan.topology.name(of: $0.service)): \(left) \($0.from), \(right) \($0.to)" }
            .joined(separator: "; ")
    }

    private func word(_ verdict: Verdict) -> String {
        switch verdict {
        case .holds: "holds"
        case .breaches: "breached"
        case .unknown: "unknown"
        case .notYet: "not yet"
        }
    }

    private func word(_ order: Order) -> String {
        switch order {
        case .pause: "pause"
        case .proceed: "proceed"
        case .retry(let node): "retry \(id(node))"
        case .skip(let node): "skip \(id(node))"
        case .rollback: "rollback"
        case .stop: "stop"
        case .switchMode(let mode): "mode \(mode.rawValue)"
        }
    }
}
