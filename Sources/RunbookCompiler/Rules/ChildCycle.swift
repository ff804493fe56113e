import Runbook

/// No runbook contains itself.
enum ChildCycle: Rule {
    static let page = RulePage(
        code: "SY207",
        title: "runbook that contains itself",
        why: """
            A runbook that calls itself would never end.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: again
                runbook: example@1
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: again
                runbook: pause@1
            """)

    static let exampleChildren = ["pause"]

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        for index in subject.linked.entries(of: .runbook) {
            let entry = subject.entries[index]
            guard case .runbook(let child) = entry.step.action.value, case .cycle(let names)? = entry.childProblem
            else { continue }
            subject.report.error(
                self, "this runbook contains itself: \(names.joined(separator: " -> "))",
                "Take one of these steps out.", at: entry.origin(child.name.span))
        }
    }
}
