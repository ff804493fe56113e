import Runbook

/// A custom metric is one that the environment declares.
enum UnknownMetric: Rule {
    static let page = RulePage(
        code: "SY605",
        title: "unknown custom metric",
        why: """
            A metric that nothing measures is unknown for ever, and a gate on it never passes.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            gates:
              fit:
                require:
                  - custom.queue_dpeth(us-west-2) < 100
            steps:
              - id: check
                gate: fit
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            gates:
              fit:
                require:
                  - custom.queue_depth(us-west-2) < 100
            steps:
              - id: check
                gate: fit
            """)

    static let needsEnvironment = true

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        guard let environment = subject.environment else { return }
        for scope in subject.linked.scopes {
            for gate in scope.runbook.gates {
                for requirement in gate.require { check(requirement.condition.value, scope, environment, subject) }
            }
        }
    }

    private static func check(
        _ condition: Condition, _ scope: Scope, _ environment: Environment, _ subject: CheckSubject
    ) {
        switch condition {
        case .comparison(let measurement, _, _):
            guard case .custom(let name) = measurement.metric.value else { return }
            let known = environment.metrics.map(\.name.value)
            guard !known.contains(name) else { return }
            let declared = known.isEmpty ? "It declares none." : "It declares: \(known.joined(separator: ", "))."
            subject.report.error(
                self, "the environment \"\(environment.name.value)\" declares no metric \"\(name)\"",
                declared + Suggestion.question(for: name, among: known), at: scope.origin(measurement.metric.span))
        case .fact, .claim: break
        case .and(let parts), .or(let parts): for part in parts { check(part.value, scope, environment, subject) }
        case .not(let part): check(part.value, scope, environment, subject)
        }
    }
}
