import Runbook

/// Nothing asks for a rollback behind the point of no return.
enum RollbackAfterNoReturn: Rule {
    static let page = RulePage(
        code: "SY406",
        title: "rollback across the point of no return",
        why: """
            Behind the point of no return a rollback would bring back a region whose data is no longer current.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: fence_old
                fence: {region: us-east-1}
              - id: promote
                promote: {region: us-west-2, max_loss: {planned: 0s, emergency: 5m}}
                irreversible: the old primary must be rebuilt
              - id: settle
                run: backup.verify
                with: {region: us-west-2}
                on_failure: rollback
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: fence_old
                fence: {region: us-east-1}
              - id: promote
                promote: {region: us-west-2, max_loss: {planned: 0s, emergency: 5m}}
                irreversible: the old primary must be rebuilt
              - id: settle
                run: backup.verify
                with: {region: us-west-2}
                on_failure: hold
            """)

    static func check(_ subject: CheckSubject) {
        let plan = subject.plan
        for mode in subject.context.modes {
            guard let after = subject.order.afterPointOfNoReturn(of: plan, in: mode) else { continue }
            let crossing = plan.nodes.indices.first {
                plan.nodes[$0].isIrreversible && plan.nodes[$0].when.admits(mode)
            }
            for node in plan.sections[0].nodes where after[node] && plan.nodes[node].when.admits(mode) {
                guard let entry = subject.entry(of: NodeID(node)) else { continue }
                let notes =
                    crossing.map {
                        [Diagnostic.Note("there is no way back from here", at: subject.origin(of: NodeID($0)))]
                    }
                    ?? []
                if let policy = entry.step.onFailure, policy.value == .rollback {
                    subject.report.error(
                        self, "\"\(entry.step.id.value)\" asks for a rollback, but comes after the point of no return",
                        "Write on_failure: hold, or leave it out.", at: entry.origin(policy.span), notes: notes)
                }
                if case .approve(let approve) = entry.step.action.value, let timeout = approve.onTimeout,
                    timeout.value == .rollback
                {
                    subject.report.error(
                        self,
                        "\"\(entry.step.id.value)\" rolls back when nobody answers, but comes after the point of no return",
                        "Write on_timeout: hold, or leave it out.", at: entry.origin(timeout.span), notes: notes)
                }
            }
        }
    }
}
