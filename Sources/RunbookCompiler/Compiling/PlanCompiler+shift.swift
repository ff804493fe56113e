import Runbook

extension PlanCompiler {
    /// Each increment: the effect, then its soak, then its gate.
    mutating func shift(
        _ shift: Action.Shift, _ entry: StepEntry, _ index: Int, _ treatment: Treatment,
        after predecessors: [NodeID]
    ) -> NodeID {
        let scope = entry.scope
        guard let from = linked.region(shift.link.from, in: scope), let to = linked.region(shift.link.to, in: scope),
            let services = services(
                shift.link.service, in: scope, at: [from, to], among: linked.topology.routed)
        else { return add(Node(.join), entry, index, treatment, after: predecessors) { "shift" } }
        let pair = assembler.pair(from: from, to: to)
        let gate = shift.gate.flatMap { planGate(named: $0.value, in: scope) }
        var last = predecessors
        for percent in shift.percent {
            let share = scope.share(percent) ?? .all
            let suffix = "[\(share)]"
            var effect = self.node(for: .shift(pair: pair, services: services, percent: share), entry)
            effect.undo = .restore
            let hop = self.effect(
                (effect, 2 * services.count), entry, index, treatment, suffix: shift.percent.count > 1 ? suffix : "",
                after: last)
            last = [hop]
            if let soak = scope.time(shift.soak) {
                last = [
                    self.soak(soak, share, gate, entry, index, treatment, suffix: suffix + ".soak", after: last)
                ]
            }
            if let gate {
                last = [
                    add(
                        Node(.gate), entry, index, treatment, suffix: suffix + ".gate", gate: gate, after: last
                    ) { "pass gate \(shift.gate?.value ?? "") at \(share)" }
                ]
            }
        }
        return last.first ?? add(Node(.join), entry, index, treatment, after: predecessors) { "shift" }
    }

    private mutating func soak(
        _ length: Milliseconds, _ share: BasisPoints, _ gate: Int?, _ entry: StepEntry, _ index: Int,
        _ outer: Treatment, suffix: String, after predecessors: [NodeID]
    ) -> NodeID {
        var treatment = outer
        if let gate { treatment.watches.insert(gate, at: 0) }
        return add(
            Node(.wait(length, isSoak: true)), entry, index, treatment, suffix: suffix, after: predecessors
        ) { "soak \(length) at \(share)" }
    }
}
