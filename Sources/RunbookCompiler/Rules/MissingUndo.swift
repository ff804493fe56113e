import Runbook

/// What has no natural way back says what its way back is, or that there is none.
enum MissingUndo: Rule {
    static let page = RulePage(
        code: "SY404",
        title: "no way back",
        why: """
            A rollback that comes to a step it cannot take back stops there, with everything before it still in \
            place.
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
        for kind in [ActionKind.promote, .run] {
            for index in subject.linked.entries(of: kind) {
                let entry = subject.entries[index]
                let step = entry.step
                guard entry.place == .main, step.undo == nil, step.irreversible == nil else { continue }
                if case .run(let run) = step.action.value {
                    guard let declaration = subject.context.actions.declaration(named: run.name.value),
                        !declaration.isReadOnly
                    else { continue }
                }
                let plan = subject.plan
                let isCovered = subject.compiled.nodesOfEntry[index].contains {
                    plan.nodes[$0].undo != .nothing || plan.nodes[$0].isIrreversible || plan.nodes[$0].section != 0
                }
                guard !isCovered, !subject.compiled.nodesOfEntry[index].isEmpty else { continue }
                subject.report.error(
                    self, "nothing says how \"\(step.id.value)\" is taken back",
                    "Add an undo, or say under irreversible why there is no way back.", at: entry.idOrigin)
            }
        }
    }
}
