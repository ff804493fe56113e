import Runbook

/// A soak is as long as what its gate looks back on.
enum ShortSoak: Rule {
    static let page = RulePage(
        code: "SY503",
        title: "soak shorter than its gate's window",
        why: """
            A gate that looks back beyond the hop judges traffic from before it: it passes because the target \
            was idle. Traffic also follows a weight only when DNS answers have expired.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            gates:
              fit:
                require:
                  - error_rate(us-west-2) < 5% over 5m
            steps:
              - id: shift
                shift: {from: us-east-1, to: us-west-2, percent: [50, 100], soak: 1m, gate: fit}
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            gates:
              fit:
                require:
                  - error_rate(us-west-2) < 5% over 1m
            steps:
              - id: shift
                shift: {from: us-east-1, to: us-west-2, percent: [50, 100], soak: 2m, gate: fit}
            """)

    static func check(_ subject: CheckSubject) {
        let settle = subject.context.settleTime
        for index in subject.linked.entries(of: .shift) {
            let entry = subject.entries[index]
            let scope = entry.scope
            guard case .shift(let shift) = entry.step.action.value, let soak = shift.soak,
                let length = scope.time(soak),
                let name = shift.gate, let gate = scope.gate(named: name.value)
            else { continue }
            let windows = scope.runbook.gates[gate].require.map { longest($0.condition.value, scope) }
            guard let window = windows.max(), window > .zero, length < window + settle else { continue }
            subject.report.warning(
                self,
                "a soak of \(length) is shorter than the \(window) that \(name.value) looks back on and the \(settle) in which traffic settles",
                "Soak for at least \(window + settle).", at: scope.origin(soak.span),
                notes: [
                    Diagnostic.Note("the gate is here", at: scope.origin(scope.runbook.gates[gate].name.span))
                ])
        }
    }

    private static func longest(_ condition: Condition, _ scope: Scope) -> Milliseconds {
        switch condition {
        case .comparison(let measurement, _, _): scope.time(measurement.window) ?? .zero
        case .fact, .claim: .zero
        case .and(let parts), .or(let parts): parts.map { longest($0.value, scope) }.max() ?? .zero
        case .not(let part): longest(part.value, scope)
        }
    }
}
