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

    static func check(_ subject: CheckSubject) {
        for entry in subject.entries {
            let step = entry.step
            guard step.undo != nil || step.irreversible != nil else { continue }
            if step.undo == nil, entry.place == .undo { continue }
            let span = step.undo?.span ?? step.irreversible?.span ?? step.id.span
            let word = step.undo != nil ? "undo" : "irreversible"
            if entry.place != .main {
                let place = entry.place == .undo ? "a rollback branch" : "finally"
                subject.report.warning(
                    self, "\(word) has no effect inside \(place)", "Remove it.", at: entry.origin(span))
            } else if changesNothing(step.action.value, subject) {
                subject.report.warning(
                    self, "\(word) has no effect: \(step.action.value.key) changes nothing", "Remove it.",
                    at: entry.origin(span))
            }
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
