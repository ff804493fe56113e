import Runbook

/// Both sides of a comparison have the same dimension.
enum UnitMismatch: Rule {
    static let page = RulePage(
        code: "SY213",
        title: "units that do not agree",
        why: """
            Comparing a time with a percentage always has an answer, and never the one that the author wanted.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            gates:
              fit:
                require:
                  - custom.queue_depth(us-west-2) < 5%
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
        for scope in subject.linked.scopes {
            for gate in scope.runbook.gates {
                for requirement in gate.require { check(requirement.condition.value, scope, subject) }
            }
        }
    }

    private static func check(_ condition: Condition, _ scope: Scope, _ subject: CheckSubject) {
        switch condition {
        case .comparison(let measurement, _, let quantity):
            guard case .literal(let literal) = quantity.value,
                let dimension = subject.dimension(of: measurement.metric.value), dimension != literal.dimension
            else { return }
            subject.report.error(
                self,
                "\(measurement.metric.value.name) is \(dimension.noun), but \(literal) is \(literal.dimension.noun)",
                "Compare it with \(dimension.noun), such as \(dimension.example).", at: scope.origin(quantity.span),
                notes: [Diagnostic.Note("the metric is here", at: scope.origin(measurement.metric.span))])
        case .fact, .claim: break
        case .and(let parts), .or(let parts): for part in parts { check(part.value, scope, subject) }
        case .not(let part): check(part.value, scope, subject)
        }
    }
}
