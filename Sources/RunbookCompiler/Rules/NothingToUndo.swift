import Runbook

/// Undo and irreversible belong to steps that change something.
enum NothingToUndo: Rule {
    static let page = RulePage(
        code: "SY310",
        title: "undo of nothing",
        why: """
            An undo on a step that changes nothing never runs, and a point of no return that is none misleads \
            whoever decides at three in the morning.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: settle
                wait: 30s
                undo:
                  fence: {region: us-east-1}
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
        for index in subject.linked.withUndo {
            let entry = subject.entries[index]
            if let undo = entry.step.undo { check("undo", undo.span, entry, subject) }
        }
        for index in subject.linked.withIrreversible {
            let entry = subject.entries[index]
            // In a rollback branch it is an error of its own.
            guard entry.place != .undo, entry.step.undo == nil, let why = entry.step.irreversible else { continue }
            check("irreversible", why.span, entry, subject)
        }
    }

    private static func check(_ word: String, _ span: SourceSpan, _ entry: StepEntry, _ subject: CheckSubject) {
        guard entry.isWhole else { return }
        if entry.place != .main {
            let place = entry.place == .undo ? "a rollback branch" : "finally"
            subject.report.warning(
                self, "\(word) has no effect inside \(place)", "Remove it.", at: entry.origin(span))
        } else if changesNothing(entry.step.action.value, subject) {
            subject.report.warning(
                self, "\(word) has no effect: \(entry.step.action.value.key) changes nothing", "Remove it.",
                at: entry.origin(span))
        }
    }

    private static func changesNothing(_ action: Action, _ subject: CheckSubject) -> Bool {
        switch action {
        case .gate, .verify, .approve, .wait, .notify: true
        case .run(let run): subject.context.actions.declaration(named: run.name.value)?.isReadOnly ?? false
        case .shift, .promote, .fence, .replicate, .scale, .runbook: false
        }
    }
}
