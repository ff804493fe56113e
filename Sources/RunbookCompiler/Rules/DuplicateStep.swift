import Runbook

/// Ids are unique, and three words are kept for the plan's own nodes.
enum DuplicateStep: Rule {
    static let page = RulePage(
        code: "SY204",
        title: "duplicate or reserved step id",
        why: """
            Reports, needs and an operator's retry name a step by its id; with two of the same name each of them \
            would be a guess.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: settle
                wait: 30s
              - id: settle
                wait: 30s
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: settle
                wait: 30s
              - id: settle_again
                wait: 30s
            """)

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        for (index, earlier) in subject.linked.duplicates {
            let (entry, first) = (subject.entries[index], subject.entries[earlier])
            subject.report.error(
                self, "there are two steps \"\(entry.step.id.value)\"", "Give each step an id of its own.",
                at: entry.idOrigin, notes: [Diagnostic.Note("the first is here", at: first.idOrigin)])
        }
        for namespace in subject.linked.namespaces {
            for word in ["finally", "join", "undo"] {
                guard let index = namespace[word], subject.entries[index].place == .main else { continue }
                subject.report.error(
                    self, "\"\(word)\" is kept for the plan's own nodes", "Choose another id.",
                    at: subject.entries[index].idOrigin)
            }
        }
    }
}
