import Runbook

/// A when looks at the mode and at parameters only.
enum MetricInWhen: Rule {
    static let page = RulePage(
        code: "SY301",
        title: "metric in a when",
        why: """
            A when is decided once, when its step's turn comes: a single sample that is unknown or off would \
            silently skip a step. A gate samples until it is sure.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: settle
                when: error_rate(us-west-2) < 5%
                wait: 30s
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            gates:
              fit:
                require:
                  - error_rate(us-west-2) < 5%
            steps:
              - id: sure
                gate: fit
              - id: settle
                wait: 30s
            """)

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        for index in subject.linked.withWhen {
            let entry = subject.entries[index]
            if let when = entry.step.when { check(when, entry, subject) }
        }
    }

    private static func check(_ condition: Located<Condition>, _ entry: StepEntry, _ subject: CheckSubject) {
        switch condition.value {
        case .comparison(let measurement, _, _):
            subject.report.error(
                self, "a when cannot look at \(measurement.metric.value.name)",
                "Put the condition into a gate, and the gate into a step before this one.",
                at: entry.origin(measurement.metric.span))
        case .fact, .claim: break
        case .and(let parts), .or(let parts): for part in parts { check(part, entry, subject) }
        case .not(let part): check(part, entry, subject)
        }
    }
}
