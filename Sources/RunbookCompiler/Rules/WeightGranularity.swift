import Runbook

/// A share is one that the traffic adapter can set.
enum WeightGranularity: Rule {
    static let page = RulePage(
        code: "SY608",
        title: "share that cannot be set",
        why: """
            An adapter that rounds a share moves other traffic than was gated and approved.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: shift
                shift: {from: us-east-1, to: us-west-2, percent: [0.25, 100]}
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: shift
                shift: {from: us-east-1, to: us-west-2, percent: [1, 100]}
            """)

    static let needsEnvironment = true

    static let exampleRemark = "The traffic adapter sets weights in steps of 1%; simulated regions take any share."

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        let step = subject.context.weightStep
        guard step > BasisPoints(1) else { return }
        for index in subject.linked.entries(of: .shift) {
            let entry = subject.entries[index]
            guard case .shift(let shift) = entry.step.action.value else { continue }
            for percent in shift.percent {
                guard let share = entry.scope.share(percent), share.rawValue % step.rawValue != 0 else { continue }
                let near = BasisPoints(max(1, share.rawValue / step.rawValue) * step.rawValue)
                subject.report.error(
                    self, "the traffic adapter sets weights in steps of \(step), which \(share) is not",
                    "Write a multiple, such as \(near).", at: entry.origin(percent.span))
            }
        }
    }
}
