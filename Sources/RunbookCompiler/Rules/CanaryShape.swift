import Runbook

/// A canary runbook makes one small gated hop, then goes on with a gradual child.
enum CanaryShape: Rule {
    static let page = RulePage(
        code: "SY304",
        title: "not the shape of canary",
        why: """
            A canary is meant to be small enough that its death hurts few; the rest follows in measured \
            increments once it lived.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: canary
            gates:
              fit:
                require:
                  - availability(us-west-2) >= 95%
            steps:
              - id: canary
                shift: {from: us-east-1, to: us-west-2, percent: 5, gate: fit}
              - id: rest
                shift: {from: us-east-1, to: us-west-2, percent: [50, 100], gate: fit}
            """,
        good: """
            runbook: example
            version: 1
            strategy: canary
            gates:
              fit:
                require:
                  - availability(us-west-2) >= 95%
            steps:
              - id: canary
                shift: {from: us-east-1, to: us-west-2, percent: 5, gate: fit}
              - id: rest
                runbook: rest@1
            """)

    /// The largest first hop, in basis points.
    static let exampleChildren = ["rest"]

    private static let largest = BasisPoints.percent(10)

    static func check(_ subject: CheckSubject) {
        let root = subject.linked.root
        guard root.runbook.strategy.value == .canary else { return }
        let own = subject.linked.entries(of: .shift).map { subject.entries[$0] }
            .filter { $0.scope === root && $0.place == .main }
        guard let first = own.first, case .shift(let shift) = first.step.action.value else {
            subject.report.error(
                self, "a canary runbook begins with one small hop, but this one shifts nothing itself",
                "Add a shift of at most \(largest) with a gate before the gradual child.",
                at: root.origin(root.runbook.strategy.span))
            return
        }
        if let percent = shift.percent.first, let share = first.scope.share(percent), share > largest {
            subject.report.error(
                self, "the first hop of a canary is \(share), more than \(largest)",
                "Begin with at most \(largest).", at: first.origin(percent.span))
        }
        for extra in shift.percent.dropFirst().prefix(1) {
            subject.report.error(
                self, "a canary runbook makes one hop itself, but this shift has \(shift.percent.count)",
                "Leave the others to the gradual child.", at: first.origin(extra.span))
        }
        for extra in own.dropFirst() where !subject.areApart(first, extra) {
            subject.report.error(
                self, "a canary runbook makes one hop itself, but this is another", "Leave it to the gradual child.",
                at: extra.idOrigin, notes: [Diagnostic.Note("the first is here", at: first.idOrigin)])
        }
        checkChild(subject, after: first)
    }

    private static func checkChild(_ subject: CheckSubject, after first: StepEntry) {
        let root = subject.linked.root
        let children = subject.linked.entries(of: .runbook).map { subject.entries[$0] }
            .filter { $0.scope === root && $0.place == .main }
        if children.contains(where: { $0.childProblem != nil }) { return }
        if children.contains(where: { $0.child?.runbook.strategy.value == .gradual }) { return }
        subject.report.error(
            self, "a canary runbook goes on with a gradual child, but this one has none",
            "Add a step such as runbook: gradual@1 after the first hop.", at: first.idOrigin)
    }
}
