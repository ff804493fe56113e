import Engine
import Runbook
import RunbookCompiler
import World

/// A dry run for people.
package struct DryRunReport: Sendable {
    package var run: DryRun
    package var environment: String
    package var style: Style
    package var width: Int

    package init(_ run: DryRun, environment: String, style: Style = .plain, width: Int = 120) {
        self.run = run
        self.environment = environment
        self.style = style
        self.width = width
    }

    private var plan: Plan { run.plan }

    package var text: String {
        var lines = heading
        var told: Set<Int> = []
        let order = run.order
        let main = order.filter { plan.sections[plan.nodes[$0.index].section].purpose == .main }
        let crossing = main.firstIndex { plan.nodes[$0.index].isIrreversible && !run.steps[$0.index].isSkipped }
        for (number, node) in main.enumerated() {
            if number == crossing { lines += pointOfNoReturn(node) }
            lines += step(node, number: number + 1, isAfter: crossing.map { number >= $0 } ?? false, &told)
        }
        let finally = order.filter { node in
            if case .finally = plan.sections[plan.nodes[node.index].section].purpose { true } else { false }
        }
        if !finally.isEmpty {
            lines += ["", style.bold("finally, whatever the outcome")]
            lines += finally.map { "  \(plan.labels[$0.index].id): \(plan.labels[$0.index].title)" }
        }
        lines += summary
        return lines.joined(separator: "\n") + "\n"
    }

    private var heading: [String] {
        let parameters = plan.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)".printable }
            .joined(separator: " ")
        var lines = [
            style.bold("\(plan.runbook) version \(plan.version)") + " on \(environment), \(run.mode.rawValue)"
                + (parameters.isEmpty ? "" : ", \(parameters)"),
            "now: " + Truth(run.observed, plan.topology, loss: nil).sentence,
        ]
        for contradiction in run.contradictions {
            lines.append(
                style.red("refused: ") + "\(plan.labels[contradiction.node.index].id): \(contradiction.sentence)")
        }
        return lines + [""]
    }

    private func pointOfNoReturn(_ node: NodeID) -> [String] {
        let reason = plan.labels[node.index].irreversible.map { ": \($0)" } ?? ""
        return ["", style.red("──── point of no return\(reason)"), ""]
    }

    private func step(_ node: NodeID, number: Int, isAfter: Bool, _ told: inout Set<Int>) -> [String] {
        let step = run.steps[node.index]
        let label = plan.labels[node.index]
        let isCritical = run.timing.criticalPath.contains(node)
        var head = "\(String(number).leftPadded(to: 3))  \(style.bold(label.id))"
        if label.title != label.id { head += "  \(label.title)" }
        if step.isSkipped { return [head + style.dim("  not in \(run.mode.rawValue) mode")] }
        head += style.dim("  \(duration(node))\(isCritical ? ", critical" : "")")
        var lines = [head]
        let indent = "     "
        lines += step.changes.map { indent + $0 }
        lines += step.calls.map { indent + style.dim("> \($0)") }
        for sampler in plan.nodes[node.index].samplers { lines += gate(sampler, indent, &told) }
        if case .approval(let index) = plan.nodes[node.index].kind { lines += approval(plan.approvals[index], indent) }
        for concern in step.concerns {
            lines.append(indent + style.red("not possible now") + " because \(concern.sentence)")
        }
        if !step.isReached { lines.append(indent + style.red("not reached") + ": the dry run ends before it") }
        lines += rollback(step, indent, isAfter: isAfter)
        return lines
    }

    private func duration(_ node: NodeID) -> String {
        let (expected, worst) = (plan.expected(node, in: run.mode), plan.worst(node, in: run.mode))
        return expected == worst ? "\(worst)" : "about \(expected), at most \(worst)"
    }

    /// What a gate measured is said where it first matters.
    private func gate(_ sampler: Int, _ indent: String, _ told: inout Set<Int>) -> [String] {
        let gate = plan.gates[plan.samplers[sampler].gate]
        guard let reading = run.readings[plan.samplers[sampler].gate] else { return [] }
        let name = plan.samplers[sampler].role == .watch ? "watch \(gate.name)" : "gate \(gate.name)"
        let verdict =
            reading.verdict == .holds ? style.green("holds now") : style.yellow(Self.word(reading.verdict) + " now")
        let line = "\(indent)\(name): \(verdict), \(gate.passes) in a row every \(gate.every)"
        guard told.insert(plan.samplers[sampler].gate).inserted else { return [line] }
        return [line]
            + reading.requirements.map { "\(indent)  \($0.description)" }
    }

    static func word(_ verdict: Verdict) -> String {
        switch verdict {
        case .holds: "holds"
        case .breaches: "breached"
        case .unknown: "unknown"
        case .notYet: "too early to say"
        }
    }

    private func approval(_ approval: PlanApproval, _ indent: String) -> [String] {
        let roles = plan.roles.indices.filter { approval.roles & (1 << UInt64($0)) != 0 }.map { plan.roles[$0] }
        let count = approval.need == 1 ? "one of" : "\(approval.need) of"
        let anybody = approval.need == 1 ? "anybody" : "any \(approval.need)"
        let who = roles.isEmpty ? anybody : "\(count) \(Truth.list(roles))"
        return [
            "\(indent)asks \(who) within \(approval.within), else \(approval.onTimeout.rawValue): \(approval.ask)"
        ]
    }

    private func rollback(_ step: DryRunStep, _ indent: String, isAfter: Bool) -> [String] {
        if isAfter { return [indent + style.dim("no way back from here: a failure holds the run")] }
        guard let rollback = step.rollback else {
            return step.isReached ? [indent + style.dim("rollback from here: as from the step before")] : []
        }
        guard !rollback.undos.isEmpty else { return [indent + style.dim("rollback from here: nothing to undo")] }
        var lines: [String] = []
        let names = rollback.undos.map { plan.labels[$0.node.index].id }.joined(separator: ", ")
        lines.append(indent + style.dim("rollback from here undoes \(names)"))
        if let first = rollback.undos.first, first.node == step.node {
            lines += first.changes.map { indent + style.dim("  \($0)") }
        }
        for concern in rollback.concerns {
            lines.append(indent + style.yellow("  it would wait because \(concern.sentence)"))
        }
        return lines
    }

    private var summary: [String] {
        let timing = run.timing
        var lines = [
            "",
            style.bold("expected \(timing.expected), at worst \(timing.worst)") + " of the deadline \(plan.deadline)"
                + " with \(plan.rollbackReserve) of it kept for a rollback",
        ]
        if let rto = plan.rto {
            let isWithin = timing.expected <= rto
            lines.append(
                "recovery time objective \(rto): "
                    + (isWithin
                        ? style.green("met when nothing goes wrong")
                        : style.yellow("missed by \(timing.expected - rto) even when nothing goes wrong"))
                    + (timing.worst > rto ? ", missed by \(timing.worst - rto) at worst" : ""))
        }
        let path = timing.criticalPath.filter {
            plan.nodes[$0.index].kind != .join && plan.worst($0, in: run.mode) > .zero
        }
        lines.append("critical path: " + path.map { plan.labels[$0.index].id }.joined(separator: " -> "))
        if let prediction = run.prediction {
            lines.append("would end with: " + prediction)
        } else if run.contradictions.isEmpty {
            lines.append(style.yellow("the dry run ends early: how a run would end cannot be told"))
        } else {
            lines.append(style.red("a run would be refused, and nothing be done"))
        }
        lines.append(style.dim("nothing was changed"))
        return lines
    }
}

extension String {
    func leftPadded(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
