import Runbook

/// A promotion says how much may be lost, in each mode.
enum UnboundedLoss: Rule {
    static let page = RulePage(
        code: "SY409",
        title: "promotion without a loss bound",
        why: """
            Without a bound an emergency promotion would accept any loss, and nobody would have agreed to it.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: fence_old
                fence: {region: us-east-1}
              - id: promote
                promote: {region: us-west-2}
                irreversible: the old primary must be rebuilt
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
            """)

    static func check(_ subject: CheckSubject) {
        let plan = subject.plan
        for index in subject.linked.entries(of: .promote) {
            let entry = subject.entries[index]
            guard case .promote(let promote) = entry.step.action.value,
                let node = subject.compiled.nodesOfEntry[index].first
            else { continue }
            var missing: [Mode] = []
            for mode in subject.context.modes where plan.nodes[node].when.admits(mode) {
                if (mode == .planned ? promote.plannedLoss : promote.emergencyLoss) == nil { missing.append(mode) }
            }
            guard !missing.isEmpty else { continue }
            let modes = missing.map(\.rawValue).joined(separator: " and ")
            subject.report.error(
                self, "this promotion says nothing about how much may be lost in \(modes) mode",
                "Write max_loss: {planned: 0s, emergency: 5m} with the bounds that you accept.",
                at: entry.origin(promote.place.region.span))
        }
    }
}
