import Runbook

/// An action must be one that an adapter offers.
enum UnknownAction: Rule {
    static let page = RulePage(
        code: "SY209",
        title: "unknown action",
        why: """
            An action that no adapter offers cannot be performed, and the run would stop at it.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: backup
                run: backup.verfiy
                with: {region: us-west-2}
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: backup
                run: backup.verify
                with: {region: us-west-2}
            """)

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        for index in subject.linked.entries(of: .run) {
            let entry = subject.entries[index]
            guard case .run(let run) = entry.step.action.value,
                subject.context.actions.declaration(named: run.name.value) == nil
            else { continue }
            let known = subject.context.actions.declarations.map(\.name)
            let offered = known.isEmpty ? "none" : known.joined(separator: ", ")
            subject.report.error(
                self, "no adapter offers an action \"\(run.name.value)\"",
                "The adapters offer: \(offered)." + Suggestion.question(for: run.name.value, among: known),
                at: entry.origin(run.name.span))
        }
    }
}
