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
            let crossings = plan.sections[0].nodes.map(NodeID.init).filter {
                plan.nodes[$0.index].isIrreversible && plan.nodes[$0.index].when.admits(mode)
            }
            for node in plan.sections[0].nodes.map(NodeID.init) where plan.nodes[node.index].when.admits(mode) {
                guard let entry = subject.entry(of: node) else { continue }
                let wishes = wishes(of: entry)
                guard !wishes.isEmpty else { continue }
                let crossing =
                    after[node.index]
                    ? crossings.first
                    : crossings.first { $0 != node && !subject.precedence.areOrdered($0, node) }
                guard let crossing else { continue }
                let place = after[node.index] ? "comes after" : "runs beside"
                for wish in wishes {
                    subject.report.error(
                        self, "\"\(entry.step.id.value)\" \(wish.what), but \(place) the point of no return",
                        "Write \(wish.key): hold, or leave it out.", at: entry.origin(wish.span),
                        notes: [Diagnostic.Note("there is no way back from here", at: subject.origin(of: crossing))])
                }
            }
        }
    }

    /// Where a step says itself that it leads to a rollback.
    private static func wishes(of entry: StepEntry) -> [(what: String, key: String, span: SourceSpan)] {
        var wishes: [(what: String, key: String, span: SourceSpan)] = []
        if let policy = entry.step.onFailure, policy.value == .rollback {
            wishes.append(("asks for a rollback", "on_failure", policy.span))
        }
        if case .approve(let approve) = entry.step.action.value, let timeout = approve.onTimeout,
            timeout.value == .rollback
        {
            wishes.append(("rolls back when nobody answers", "on_timeout", timeout.span))
        }
        return wishes
    }
}
