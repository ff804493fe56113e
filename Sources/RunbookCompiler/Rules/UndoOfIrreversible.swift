import Runbook

/// A step is either taken back or irreversible.
enum UndoOfIrreversible: Rule {
    static let page = RulePage(
        code: "SY311",
        title: "both undo and irreversible",
        why: """
            The one says that there is a way back and the other that there is none: the engine would obey the \
            second, whatever the author meant.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: warm
                scale: {region: us-west-2, to: 100%}
                undo:
                  scale: {region: us-west-2, to: 20%}
                irreversible: cannot be given back
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: warm
                scale: {region: us-west-2, to: 100%}
                undo:
                  scale: {region: us-west-2, to: 20%}
            """)

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        for index in subject.linked.withIrreversible where subject.entries[index].place == .main {
            let entry = subject.entries[index]
            guard let undo = entry.step.undo, let irreversible = entry.step.irreversible else { continue }
            subject.report.error(
                self, "\"\(entry.step.id.value)\" has an undo and is irreversible", "Keep one of the two.",
                at: entry.origin(irreversible.span),
                notes: [Diagnostic.Note("the undo is here", at: entry.origin(undo.span))])
        }
    }
}
