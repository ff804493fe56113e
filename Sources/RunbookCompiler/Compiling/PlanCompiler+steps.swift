import Runbook

extension PlanCompiler {
    /// Lays out the nodes of a step, or of its whole child; returns the last ones.
    mutating func step(_ index: Int, _ outer: Treatment, after predecessors: [NodeID]) -> [NodeID] {
        let entry = linked.entries[index]
        let start = assembler.plan.nodes.count
        defer { nodesOfEntry[index] = start..<assembler.plan.nodes.count }
        var treatment = outer
        treatment.modes.formIntersection(entry.guardOfModes)
        if entry.hasTreatment { add(entry, to: &treatment) }
        if outer.isMain, outer.undo == nil, !entry.undo.isEmpty {
            treatment.undo = .branch(section: addUndo(of: entry, treatment))
        }
        switch entry.step.action.value {
        case .runbook:
            if let child = entry.child {
                let last = self.child(child, at: index, treatment, after: predecessors)
                lastNodes[index] = last
                return last
            }
            return [add(Node(.join), entry, index, treatment, after: predecessors) { "" }]
        case .shift(let shift): return [self.shift(shift, entry, index, treatment, after: predecessors)]
        case .gate(let name):
            guard let gate = planGate(named: name.value, in: entry.scope) else { break }
            return [
                add(Node(.gate), entry, index, treatment, gate: gate, after: predecessors) {
                    "pass gate \(name.value)"
                }
            ]
        case .wait(let time):
            let length = entry.scope.time(time) ?? .zero
            return [
                add(Node(.wait(length, isSoak: false)), entry, index, treatment, after: predecessors) {
                    "wait \(length)"
                }
            ]
        case .approve(let approve):
            let approval = approval(approve, in: entry.scope)
            return [
                add(Node(.approval(approval)), entry, index, treatment, after: predecessors) {
                    entry.scope.readable(approve.ask.value)
                }
            ]
        case .promote, .fence, .replicate, .verify, .scale, .run, .notify:
            guard let node = promotions.removeValue(forKey: index) ?? effect(entry) else { break }
            return [effect(node, entry, index, treatment, after: predecessors)]
        }
        return [add(Node(.join), entry, index, treatment, after: predecessors) { entry.step.action.value.key }]
    }

    private mutating func add(_ entry: StepEntry, to treatment: inout Treatment) {
        if let rule = entry.step.onFailure { treatment.failureRule = Node.FailureRule(rule.value) }
        if let watch = entry.step.watch, let gate = planGate(named: watch.value, in: entry.scope) {
            treatment.watches.append(gate)
        }
        if let why = entry.step.irreversible { treatment.irreversible = why.value }
    }

    private mutating func addUndo(of entry: StepEntry, _ treatment: Treatment) -> Int {
        let section = addSection(.undo)
        sections.append(
            PendingSection(
                section: section, elements: entry.undo,
                treatment: Treatment(prefix: entry.undoPrefix), isFinally: false))
        return section
    }

    private mutating func child(
        _ child: Scope, at index: Int, _ outer: Treatment, after predecessors: [NodeID]
    ) -> [NodeID] {
        let entry = linked.entries[index]
        var treatment = outer
        treatment.prefix += entry.step.id.value + "."
        var before = predecessors
        let start = assembler.plan.nodes.count
        if !entry.step.needs.isEmpty || child.steps.isEmpty {
            before = [
                add(Node(.join), entry, index, outer, after: predecessors) { "start \(child.runbook.name.value)" }
            ]
        }
        let last = sequence(child.steps, treatment, after: before)
        guard !child.finally.isEmpty else { return last }
        let section = addSection(.finally(scope: start..<assembler.plan.nodes.count))
        var inner = Treatment(prefix: treatment.prefix + "finally.")
        inner.modes = treatment.modes
        sections.append(PendingSection(section: section, elements: child.finally, treatment: inner, isFinally: true))
        var node = Node(.finally(section: section))
        node.section = outer.section
        node.when = outer.modes
        let id = treatment.prefix + "finally"
        let label = NodeLabel(
            id: wantsTexts ? id : "", step: treatment.prefix, title: "finish \(child.runbook.name.value)",
            origin: entry.idOrigin)
        let end = add(node, label, entry: index)
        for predecessor in last { assembler.addEdge(from: predecessor, to: end) }
        return [end]
    }

    /// Adds a node of a step, treated as its step says.
    mutating func add(
        _ plain: Node, _ entry: StepEntry, _ index: Int, _ treatment: Treatment, suffix: String = "",
        gate: Int? = nil, after predecessors: [NodeID], title: () -> String
    ) -> NodeID {
        var node = plain
        node.section = treatment.section
        node.when = treatment.modes
        if let rule = treatment.failureRule, rule != .proceed || node.kind.mayBePassedOver {
            node.failureRule = rule
        }
        let id = add(node, label(entry, treatment, suffix, node.isIrreversible, title), entry: index)
        for predecessor in predecessors { assembler.addEdge(from: predecessor, to: id) }
        if gate != nil || !treatment.watches.isEmpty {
            var samplers: [(gate: Int, role: Sampler.Role)] = []
            if let gate { samplers.append((gate, .gate)) }
            for watch in treatment.watches where !samplers.contains(where: { $0.gate == watch && $0.role == .watch }) {
                samplers.append((watch, .watch))
            }
            assembler.addSamplers(samplers, to: id)
        }
        return id
    }

    private func label(
        _ entry: StepEntry, _ treatment: Treatment, _ suffix: String, _ isIrreversible: Bool, _ title: () -> String
    ) -> NodeLabel {
        guard wantsTexts else {
            return NodeLabel(id: suffix, step: entry.step.id.value, title: "", origin: entry.idOrigin)
        }
        let step = treatment.prefix + entry.step.id.value
        var text = title()
        if let written = entry.step.title {
            text = entry.scope.readable(written.value)
            if !suffix.isEmpty {
                text +=
                    " ("
                    + suffix.filter { $0 != "[" && $0 != "]" }.split(separator: ".")
                    .joined(separator: " ") + ")"
            }
        }
        return NodeLabel(
            id: step + suffix, step: step, title: text.printable, origin: entry.idOrigin,
            irreversible: isIrreversible
                ? treatment.irreversible.map { entry.scope.readable($0) } : nil)
    }
}

extension Node.FailureRule {
    init(_ policy: FailurePolicy) {
        self =
            switch policy {
            case .rollback: .rollback
            case .hold: .hold
            case .proceed: .proceed
            }
    }
}

extension Node.Kind {
    /// Whether a run may go on when it failed: never for what decides about safety.
    var mayBePassedOver: Bool {
        switch self {
        case .gate, .approval: false
        case .join, .effect, .wait, .finally: true
        }
    }
}
