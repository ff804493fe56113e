import Runbook

/// Every hop is gated.
enum UngatedHop: Rule {
    static let page = RulePage(
        code: "SY308",
        title: "hop without a gate",
        why: """
            Without a gate nothing decides whether the next increment may follow, and the increments only make a \
            fault slower.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: gradual
            steps:
              - id: shift
                shift: {from: us-east-1, to: us-west-2, percent: [50, 100], soak: 2m}
            """,
        good: """
            runbook: example
            version: 1
            strategy: gradual
            gates:
              fit:
                require:
                  - availability(us-west-2) >= 95%
            steps:
              - id: shift
                shift: {from: us-east-1, to: us-west-2, percent: [50, 100], soak: 2m, gate: fit}
            """)

    static func check(_ subject: CheckSubject) {
        let strategy = subject.linked.root.runbook.strategy
        guard strategy.value != .immediate, strategy.value != .custom else { return }
        for index in subject.linked.entries(of: .shift) {
            let entry = subject.entries[index]
            guard entry.place == .main, case .shift(let shift) = entry.step.action.value, shift.gate == nil
            else { continue }
            subject.report.error(
                self, "the hops of a \(strategy.value.rawValue) runbook are gated, but this shift has no gate",
                "Add gate: NAME to the shift.", at: entry.idOrigin,
                notes: [
                    Diagnostic.Note("the strategy is chosen here", at: subject.linked.root.origin(strategy.span))
                ])
        }
    }
}
