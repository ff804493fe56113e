import Runbook

/// A rollback branch crosses no point of no return.
enum IrreversibleUndo: Rule {
    static let page = RulePage(
        code: "SY405",
        title: "irreversible step in a rollback",
        why: """
            A rollback is the way to safety; if it can reach a place from which there is no way back, it is \
            none.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: warm
                scale: {region: us-west-2, to: 100%}
                undo:
                  - id: cool
                    scale: {region: us-west-2, to: 20%}
                    irreversible: the machines are given back
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: warm
                scale: {region: us-west-2, to: 100%}
                undo:
                  - id: cool
                    scale: {region: us-west-2, to: 20%}
            """)

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        for index in subject.linked.withIrreversible where subject.entries[index].place == .undo {
            let entry = subject.entries[index]
            guard let irreversible = entry.step.irreversible else { continue }
            let owner = entry.undoes.map { subject.entries[$0] }
            subject.report.error(
                self, "\"\(entry.step.id.value)\" is part of a rollback and irreversible",
                "Take back what can be taken back, and mark the step that is undone irreversible instead.",
                at: entry.origin(irreversible.span),
                notes: owner.map { [Diagnostic.Note("it undoes this step", at: $0.idOrigin)] } ?? [])
        }
    }
}
