import Runbook

/// One attempt has no longer than all of them together.
enum AttemptTimeout: Rule {
    static let page = RulePage(
        code: "SY502",
        title: "attempt_timeout above timeout",
        why: """
            An attempt that may last longer than its step is cut off by the step, so the retries that were meant \
            to follow never happen.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: warm
                scale: {region: us-west-2, to: 100%}
                timeout: 30s
                attempt_timeout: 60s
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: warm
                scale: {region: us-west-2, to: 100%}
                timeout: 60s
                attempt_timeout: 30s
            """)

    static func check(_ subject: CheckSubject) {
        for scope in subject.linked.scopes {
            check(scope.runbook.defaults.attemptTimeout, within: scope.runbook.defaults.timeout, scope, subject)
        }
        for index in subject.linked.withTimes {
            let entry = subject.entries[index]
            guard let attempt = entry.step.attemptTimeout else { continue }
            check(attempt, within: entry.step.timeout ?? entry.scope.runbook.defaults.timeout, entry.scope, subject)
        }
    }

    private static func check(
        _ attempt: Argument<Milliseconds>?, within timeout: Argument<Milliseconds>?, _ scope: Scope,
        _ subject: CheckSubject
    ) {
        guard let attempt, let length = scope.time(attempt) else { return }
        if timeout != nil, scope.time(timeout) == nil { return }
        let limit = scope.time(timeout) ?? .seconds(60)
        guard length > limit else { return }
        let notes = timeout.map { [Diagnostic.Note("the timeout is here", at: scope.origin($0.span))] } ?? []
        subject.report.error(
            self, "one attempt may take \(length), but all together have \(limit)",
            "Lower attempt_timeout or raise timeout.", at: scope.origin(attempt.span), notes: notes)
    }
}
