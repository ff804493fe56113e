import Runbook

/// What decides about safety is never passed over.
enum ContinueRefused: Rule {
    static let page = RulePage(
        code: "SY407",
        title: "continue where it is not safe",
        why: """
            Going on after a failed gate, fence, promotion, shift or approval is exactly what these steps are \
            there to prevent.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: fence_old
                fence: {region: us-east-1}
                on_failure: continue
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: fence_old
                fence: {region: us-east-1}
                on_failure: hold
            """)

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        for index in subject.linked.withOnFailure {
            let entry = subject.entries[index]
            guard let policy = entry.step.onFailure, policy.value == .proceed else { continue }
            let culprit: StepEntry?
            if case .runbook = entry.step.action.value {
                if subject.gaps != nil { continue }
                let range = subject.compiled.nodesOfEntry[index]
                culprit = range.lazy.compactMap { subject.entry(of: NodeID($0)) }.first {
                    isRefused($0.step.action.value)
                }
            } else {
                culprit = isRefused(entry.step.action.value) ? entry : nil
            }
            guard let culprit else { continue }
            let key = culprit.step.action.value.key
            subject.report.error(
                self, "on_failure: continue would pass over a failed \(key)", "Write rollback or hold.",
                at: entry.origin(policy.span),
                notes: culprit === entry ? [] : [Diagnostic.Note("the \(key) is here", at: culprit.idOrigin)])
        }
    }

    private static func isRefused(_ action: Action) -> Bool {
        switch action {
        case .gate, .shift, .fence, .promote, .approve: true
        case .replicate, .verify, .scale, .wait, .run, .runbook, .notify: false
        }
    }
}
