import Runbook

/// A rollback fits into the time that is kept for it.
enum ReserveTooShort: Rule {
    static let page = RulePage(
        code: "SY505",
        title: "rollback longer than its reserve",
        why: """
            A rollback that runs out of time leaves the run held half way, with the traffic wherever it was.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            limits: {rollback_reserve: 1m}
            steps:
              - id: warm
                scale: {region: us-west-2, to: 100%}
                timeout: 10m
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            limits: {rollback_reserve: 15m}
            steps:
              - id: warm
                scale: {region: us-west-2, to: 100%}
                timeout: 10m
            """)

    static func check(_ subject: CheckSubject) {
        let plan = subject.plan
        let root = subject.linked.root
        for mode in subject.context.modes {
            let rollbacks = subject.timing(in: mode).rollbackWorst
            guard let node = rollbacks.indices.max(by: { rollbacks[$0] < rollbacks[$1] }),
                rollbacks[node] > plan.rollbackReserve
            else { continue }
            let limits = root.runbook.limits
            let span = limits.rollbackReserve?.span ?? limits.deadline?.span ?? root.runbook.name.span
            subject.report.warning(
                self,
                "a rollback may take \(rollbacks[node]) in \(mode.rawValue) mode, but \(plan.rollbackReserve) are kept for it",
                "Raise rollback_reserve, or shorten the timeouts of what is taken back.", at: root.origin(span),
                notes: [Diagnostic.Note("when it begins here", at: subject.origin(of: NodeID(node)))])
            return
        }
    }
}
