import Runbook

/// Each hop takes the target higher than the one before.
enum RisingPercents: Rule {
    static let page = RulePage(
        code: "SY306",
        title: "hop that lowers the target",
        why: """
            The shares of all hops count from where the run began: a smaller one would send users back to the \
            region being left.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: shift
                shift: {from: us-east-1, to: us-west-2, percent: [25, 10, 100]}
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: shift
                shift: {from: us-east-1, to: us-west-2, percent: [10, 25, 100]}
            """)

    static func check(_ subject: CheckSubject) {
        let hops = subject.hops
        for mode in subject.context.modes {
            var last: [Int: Hops.Hop] = [:]
            for hop in hops.all where hop.modes.admits(mode) && hop.hasValue {
                for service in hop.services {
                    let key = hop.pair * ServiceSet.capacity + service.index
                    defer { last[key] = hop }
                    guard let before = last[key], before.percent >= hop.percent else { continue }
                    let verb = before.percent == hop.percent ? "does not raise" : "lowers"
                    subject.report.error(
                        self, "this hop to \(hop.percent) \(verb) the target, which has \(before.percent) already",
                        "Let the percents rise strictly over the whole runbook.", at: hop.origin,
                        notes: [Diagnostic.Note("\(before.percent) is reached here", at: before.origin)])
                }
            }
        }
    }
}
