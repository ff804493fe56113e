import Runbook

/// Every step can take place.
enum UnreachableStep: Rule {
    static let page = RulePage(
        code: "SY402",
        title: "step that never takes place",
        why: """
            A step whose when is never true is a step that a reviewer counts on and no run performs.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: settle
                when: $mode == planned and $mode == emergency
                wait: 30s
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: settle
                when: $mode == planned
                wait: 30s
            """)

    static func check(_ subject: CheckSubject) {
        for index in subject.linked.withWhen {
            let entry = subject.entries[index]
            guard entry.guardOfModes == .never, entry.scope.parent == nil, let when = entry.step.when else { continue }
            subject.report.error(
                self, "\"\(entry.step.id.value)\" never takes place: its when holds in no mode",
                "Correct the condition or remove the step.", at: entry.origin(when.span))
        }
    }
}
