import Runbook

/// A rollback's reserve is a part of the deadline.
enum ReserveBeyondDeadline: Rule {
    static let page = RulePage(
        code: "SY507",
        title: "reserve as long as the deadline",
        why: """
            A reserve that takes the whole deadline leaves no time in which the runbook itself may run.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            limits: {deadline: 10m, rollback_reserve: 15m}
            steps:
              - id: settle
                wait: 30s
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            limits: {deadline: 30m, rollback_reserve: 15m}
            steps:
              - id: settle
                wait: 30s
            """)

    static func check(_ subject: CheckSubject) {
        let plan = subject.plan
        guard plan.rollbackReserve >= plan.deadline else { return }
        let root = subject.linked.root
        let limits = root.runbook.limits
        let child = subject.linked.bounding.map(\.scope).flatMap { $0.parent == nil ? nil : $0 }
        let setter = child.map { ", which \($0.runbook.name.value) sets for the whole run" } ?? ""
        let span = limits.rollbackReserve?.span ?? limits.deadline?.span ?? root.runbook.name.span
        subject.report.error(
            self,
            "a rollback keeps \(plan.rollbackReserve) of a deadline of \(plan.deadline)\(setter), and nothing is left",
            "Lower rollback_reserve or raise the deadline.",
            at: child.flatMap { child in child.runbook.limits.deadline.map { child.origin($0.span) } }
                ?? root.origin(span),
            notes: child?.caller.map { [Diagnostic.Note("it is called here", at: $0)] } ?? [])
    }
}
