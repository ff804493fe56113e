import Runbook

/// In an emergency nothing depends on the region being left.
enum DependsOnLeftRegion: Rule {
    static let page = RulePage(
        code: "SY606",
        title: "step that depends on the region being left",
        why: """
            In an emergency that region may be dead. A step that needs it fails there, and takes with it the \
            failover that was to save the day.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            gates:
              old_region:
                require:
                  - error_rate(us-east-1) < 5%
            steps:
              - id: check
                gate: old_region
              - id: shift
                shift: {from: us-east-1, to: us-west-2, percent: 100}
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            gates:
              old_region:
                require:
                  - error_rate(us-east-1) < 5%
            steps:
              - id: check
                when: $mode == planned
                gate: old_region
              - id: shift
                shift: {from: us-east-1, to: us-west-2, percent: 100}
            """)

    static func check(_ subject: CheckSubject) {
        let plan = subject.plan
        let left = regionsLeft(plan)
        guard !left.isEmpty else { return }
        let after = subject.order.afterPointOfNoReturn(of: plan, in: .emergency)
        let gates = plan.gates.map { gate in
            gate.requirements.contains { !Outcomes($0.condition, unknown: left, in: .emergency).mayHold }
        }
        for node in plan.nodes.indices {
            let value = plan.nodes[node]
            guard value.when.admits(.emergency), let entry = subject.entry(of: NodeID(node)), entry.place != .undo
            else { continue }
            // Held behind the point of no return, it costs a person's look and nothing else.
            if value.failureRule == .proceed || value.failureRule == .hold && after?[node] == true { continue }
            if case .effect(let operation) = value.kind,
                let region = region(neededBy: plan.operations[operation], among: left, plan)
            {
                report("this \(entry.step.action.value.key) depends on", region, entry, entry.idOrigin, subject)
            }
            for sampler in value.samplers where gates[plan.samplers[sampler].gate] {
                let gate = plan.gates[plan.samplers[sampler].gate]
                let region = left.first { part in
                    gate.requirements.contains { !Outcomes($0.condition, unknown: [part], in: .emergency).mayHold }
                }
                let span = entry.step.span(ofGate: gate.name)
                report("the gate \(gate.name) measures", region ?? left[0], entry, entry.origin(span), subject)
            }
        }
    }

    private static func report(
        _ what: String, _ region: RegionIndex, _ entry: StepEntry, _ origin: SourceOrigin, _ subject: CheckSubject
    ) {
        let name = subject.plan.topology.name(of: region)
        subject.report.error(
            self, "\(what) \(name), which is being left and may be dead in an emergency",
            "Write when: $mode == planned, or let another region decide.", at: origin)
    }

    /// The regions from which traffic is shifted and to which none is.
    private static func regionsLeft(_ plan: Plan) -> [RegionIndex] {
        let targets = Set(plan.pairs.map(\.to))
        return Set(plan.pairs.map(\.from)).subtracting(targets).sorted()
    }

    /// A shift is the director's work, and a fence has means that do not depend on the region.
    private static func region(
        neededBy operation: Operation, among left: [RegionIndex], _ plan: Plan
    ) -> RegionIndex? {
        switch operation {
        case .shift, .fence, .prepare, .notify: nil
        case .custom(let action):
            left.first { plan.actions[action].arguments.values.contains(.region(plan.topology.name(of: $0))) }
        case .promote(let region, _, _), .scale(let region, _, _): left.first { $0 == region }
        case .replicate(let from, let to, _), .verify(let from, let to, _): left.first { $0 == from || $0 == to }
        }
    }
}
