import Runbook

/// A child must be found and readable.
enum UnknownRunbook: Rule {
    static let page = RulePage(
        code: "SY205",
        title: "unknown child runbook",
        why: """
            A child that is missing would be noticed only when the run reaches it, with half of the traffic \
            moved.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: child
                runbook: no_such_runbook@1
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: settle
                wait: 30s
            """)

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        for index in subject.linked.entries(of: .runbook) {
            let entry = subject.entries[index]
            guard case .runbook(let child) = entry.step.action.value else { continue }
            let name = child.name.value
            switch entry.childProblem {
            case .notFound(let candidates)?:
                subject.report.error(
                    self, "there is no runbook \"\(name)\" beside this one or in the library",
                    "Write it, correct its name, or name its folder with --library."
                        + Suggestion.question(for: name, among: candidates),
                    at: entry.origin(child.name.span))
            case .unreadable?:
                subject.report.error(
                    self, "the runbook \"\(name)\" cannot be read", "Mend what is reported for it.",
                    at: entry.origin(child.name.span))
            case .version?, .cycle?, .tooLarge?, nil: break
            }
        }
    }
}
