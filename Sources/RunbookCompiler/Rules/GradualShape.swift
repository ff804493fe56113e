import Runbook

/// A gradual runbook moves traffic in several hops.
enum GradualShape: Rule {
    static let page = RulePage(
        code: "SY303",
        title: "not the shape of gradual",
        why: """
            Who chooses a gradual failover expects that a fault of the target meets a part of the users first.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: gradual
            gates:
              fit:
                require:
                  - availability(us-west-2) >= 95%
            steps:
              - id: shift
                shift: {from: us-east-1, to: us-west-2, percent: 100, gate: fit}
            """,
        good: """
            runbook: example
            version: 1
            strategy: gradual
            gates:
              fit:
                require:
                  - availability(us-west-2) >= 95%
            steps:
              - id: shift
                shift: {from: us-east-1, to: us-west-2, percent: [25, 100], gate: fit}
            """)

    static func check(_ subject: CheckSubject) {
        let runbook = subject.linked.root.runbook
        guard runbook.strategy.value == .gradual, !subject.hasUnresolved(.shift, .runbook) else { return }
        let hops = subject.hops
        for mode in subject.context.modes {
            let count = hops.all.reduce(0) { $0 + ($1.modes.admits(mode) ? 1 : 0) }
            guard count < 2 else { continue }
            subject.report.error(
                self,
                "a gradual runbook moves traffic in rising hops, but this one has \(count == 0 ? "none" : "one")"
                    + (hops.dependOnMode ? " in \(mode.rawValue) mode" : ""),
                "Write several percents, such as [10, 25, 50, 100], or choose another strategy.",
                at: subject.linked.root.origin(runbook.strategy.span))
            if !hops.dependOnMode { break }
        }
    }
}
