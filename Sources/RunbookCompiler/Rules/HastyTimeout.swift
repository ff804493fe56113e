import Runbook

/// A step has more time than what it does usually takes.
enum HastyTimeout: Rule {
    static let page = RulePage(
        code: "SY508",
        title: "timeout shorter than the effect",
        why: """
            An effect that runs out of time on a normal day is in doubt, and a run that is well is rolled back.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: prove_backup
                run: backup.verify
                with: {region: us-west-2}
                timeout: 15s
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: prove_backup
                run: backup.verify
                with: {region: us-west-2}
                timeout: 2m
            """)

    /// Which adapters act is known with the environment.
    static let needsEnvironment = true

    static func check(_ subject: CheckSubject) {
        guard subject.environment != nil else { return }
        for entry in subject.entries {
            let action = entry.step.action.value
            guard let expected = expected(action, subject.context.actions) else { continue }
            let timeout = entry.scope.timeout(of: entry.step)
            let attempt = entry.scope.attemptTimeout(of: entry.step).map { min($0, timeout) } ?? timeout
            guard attempt <= expected else { continue }
            let isAttempt = attempt < timeout
            let written = isAttempt ? entry.step.attemptTimeout : entry.step.timeout
            let key = isAttempt ? "attempt_timeout" : "timeout"
            subject.report.warning(
                self,
                "\"\(entry.step.id.value)\" has \(attempt)\(isAttempt ? " an attempt" : ""), and \(name(of: action)) usually takes \(expected)",
                "Write a \(key) of several times that on this step.",
                at: entry.origin(written?.span ?? entry.step.id.span))
        }
    }

    private static func name(of action: Action) -> String {
        if case .run(let run) = action { run.name.value } else { "a \(action.key)" }
    }

    /// None of what has no timeout, and where no adapter has declared anything.
    private static func expected(_ action: Action, _ actions: ActionCatalogue) -> Milliseconds? {
        switch action {
        case .shift: actions.durations[.shift]
        case .promote: actions.durations[.promote]
        case .fence: actions.durations[.fence]
        case .replicate: actions.durations[.replicate]
        case .verify: actions.durations[.verify]
        case .scale: actions.durations[.scale]
        case .notify: actions.durations[.notify]
        case .run(let run): actions.declaration(named: run.name.value)?.expectedDuration
        case .gate, .approve, .wait, .runbook: nil
        }
    }
}
