import Runbook

/// A step that is needed must be in the same sequence, or in a block beside it.
enum UnknownStep: Rule {
    static let page = RulePage(
        code: "SY203",
        title: "unknown step",
        why: """
            An edge to a step that does not exist would silently not be there, and two steps would run in an \
            order that nobody intended.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - parallel:
                  - id: warm
                    scale: {region: us-west-2, to: 100%}
                  - id: settle
                    wait: 30s
                    needs: [wram]
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - parallel:
                  - id: warm
                    scale: {region: us-west-2, to: 100%}
                  - id: settle
                    wait: 30s
                    needs: [warm]
            """)

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        if let gaps = subject.gaps, gaps.lacksSteps { return }
        for index in subject.linked.withNeeds {
            let entry = subject.entries[index]
            let known = subject.linked.namespaces[entry.namespace]
            for need in entry.step.needs where known[need.value] == nil {
                subject.report.error(
                    self, "there is no step \"\(need.value)\" here",
                    "Name the id of a step in the same runbook and part of it."
                        + Suggestion.question(for: need.value, among: known.keys),
                    at: entry.origin(need.span))
            }
        }
    }
}
