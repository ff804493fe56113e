import Runbook

/// The child is the version that was pinned.
enum ChildVersion: Rule {
    static let page = RulePage(
        code: "SY206",
        title: "child of another version",
        why: """
            A child is pinned so that what was reviewed is what runs; another version may do something else.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: child
                runbook: pause@7
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: child
                runbook: pause@1
            """)

    static let exampleChildren = ["pause"]

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        for index in subject.linked.entries(of: .runbook) {
            let entry = subject.entries[index]
            guard case .runbook(let child) = entry.step.action.value,
                case .version(let found, let origin)? = entry.childProblem
            else { continue }
            subject.report.error(
                self, "version \(child.version) of \"\(child.name.value)\" is asked for, but there is version \(found)",
                "Review the version there is and pin it, or bring back the other.", at: entry.origin(child.name.span),
                notes: [Diagnostic.Note("its version is here", at: origin)])
        }
    }
}
