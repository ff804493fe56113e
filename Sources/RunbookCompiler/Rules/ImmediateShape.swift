import Runbook

/// An immediate runbook moves all traffic in one hop.
enum ImmediateShape: Rule {
    static let page = RulePage(
        code: "SY302",
        title: "not the shape of immediate",
        why: """
            Who chooses an immediate failover expects everything to move at once; a runbook that stops at a part \
            of it leaves the rest on the region being left.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: immediate
            steps:
              - id: shift
                shift: {from: us-east-1, to: us-west-2, percent: [50, 100]}
            """,
        good: """
            runbook: example
            version: 1
            strategy: immediate
            steps:
              - id: shift
                shift: {from: us-east-1, to: us-west-2, percent: 100}
            """)

    static func check(_ subject: CheckSubject) {
        let runbook = subject.linked.root.runbook
        guard runbook.strategy.value == .immediate else { return }
        var hasShift = false
        for index in subject.linked.entries(of: .shift) where subject.entries[index].place == .main {
            hasShift = true
            let entry = subject.entries[index]
            guard case .shift(let shift) = entry.step.action.value else { continue }
            if shift.percent.count > 1, let second = shift.percent.dropFirst().first {
                subject.report.error(
                    self,
                    "an immediate runbook moves all traffic in one hop, but this shift has \(shift.percent.count)",
                    "Write percent: 100, or choose the strategy gradual.", at: entry.origin(second.span))
            } else if let percent = shift.percent.first, let share = entry.scope.share(percent), share != .all {
                subject.report.error(
                    self, "an immediate runbook moves all traffic in one hop, but this one moves \(share)",
                    "Write percent: 100, or choose the strategy gradual.", at: entry.origin(percent.span))
            }
        }
        if !hasShift {
            subject.report.error(
                self, "an immediate runbook moves all traffic in one hop, but this one shifts none",
                "Add a shift with percent: 100, or choose the strategy custom.",
                at: subject.linked.root.origin(runbook.strategy.span))
        }
    }
}
