import Runbook

/// What moves from one region moves to another.
enum SameRegion: Rule {
    static let page = RulePage(
        code: "SY309",
        title: "from and to are the same region",
        why: """
            Moving traffic or data from a region to itself does nothing, and hides that the other region was \
            meant.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: shift
                shift: {from: us-east-1, to: us-east-1, percent: 100}
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: shift
                shift: {from: us-east-1, to: us-west-2, percent: 100}
            """)

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        for kind in [ActionKind.shift, .replicate, .verify] {
            for index in subject.linked.entries(of: kind) {
                let entry = subject.entries[index]
                let link: Action.Link
                switch entry.step.action.value {
                case .shift(let shift): link = shift.link
                case .replicate(let other), .verify(let other): link = other
                default: continue
                }
                guard let from = entry.scope.text(link.from), from == entry.scope.text(link.to) else { continue }
                subject.report.error(
                    self, "this \(entry.step.action.value.key) goes from \(from) to itself", "Name two regions.",
                    at: entry.origin(link.to.span),
                    notes: [Diagnostic.Note("from is here", at: entry.origin(link.from.span))])
            }
        }
    }
}
