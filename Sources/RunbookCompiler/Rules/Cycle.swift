import Runbook

/// Steps do not wait for each other in a circle.
enum Cycle: Rule {
    static let page = RulePage(
        code: "SY401",
        title: "steps that wait for each other",
        why: """
            Steps that wait for each other never start: the run would stand still until its deadline.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - parallel:
                  - id: warm
                    scale: {region: us-west-2, to: 100%}
                    needs: [settle]
                  - id: settle
                    wait: 30s
                    needs: [warm]
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - parallel:
                  - id: warm
                    scale: {region: us-west-2, to: 100%}
                  - id: settle
                    wait: 30s
                    needs: [warm]
            """)

    static func check(_ subject: CheckSubject) {
        guard let cycle = subject.cycle, let first = cycle.first else { return }
        let names = (cycle + [first]).map { subject.entries[$0].name }
        let needing = cycle.first { !subject.entries[$0].step.needs.isEmpty } ?? first
        let entry = subject.entries[needing]
        let inCycle = Set(cycle.map { subject.entries[$0].step.id.value })
        let span = entry.step.needs.first { inCycle.contains($0.value) }?.span ?? entry.step.id.span
        subject.report.error(
            self, "steps wait for each other in a circle: \(shortened(names).joined(separator: " -> "))",
            "Take one of these needs away.", at: entry.origin(span),
            notes: cycle.dropFirst().prefix(8).map {
                Diagnostic.Note("through \(subject.entries[$0].name)", at: subject.entries[$0].idOrigin)
            })
    }

    /// A circle of hundreds is told by its ends.
    private static func shortened(_ names: [String]) -> [String] {
        names.count <= 12 ? names : names.prefix(6) + ["..."] + names.suffix(5)
    }
}
