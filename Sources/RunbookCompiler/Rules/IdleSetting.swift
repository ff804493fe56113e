import Runbook

/// Timeouts and retries belong to effects.
enum IdleSetting: Rule {
    static let page = RulePage(
        code: "SY312",
        title: "setting without effect",
        why: """
            A timeout on a step that has none of its own gives a bound that does not hold.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            gates:
              fit:
                require:
                  - availability(us-west-2) >= 95%
            steps:
              - id: check
                gate: fit
                timeout: 10m
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            gates:
              fit:
                require:
                  - availability(us-west-2) >= 95%
                within: 10m
            steps:
              - id: check
                gate: fit
            """)

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        for index in subject.linked.withTimes {
            let entry = subject.entries[index]
            let kind = entry.step.action.value.kind
            guard entry.isWhole, [ActionKind.gate, .approve, .wait, .runbook].contains(kind) else { continue }
            let step = entry.step
            let span = step.timeout?.span ?? step.attemptTimeout?.span ?? step.id.span
            let help =
                switch kind {
                case .gate: "Write within on the gate."
                case .approve: "Write within on the approval."
                case .wait: "Remove it: a wait takes as long as it says."
                default: "Write it on the child's steps, or limit the child's deadline."
                }
            let word =
                step.timeout != nil ? "timeout" : step.attemptTimeout != nil ? "attempt_timeout" : "retry"
            subject.report.warning(
                self, "\(word) has no effect on \(step.action.value.key)", help, at: entry.origin(span))
        }
    }
}
