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

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        if subject.gaps != nil { return checkEachShift(subject) }
        let hops = subject.hops
        for mode in subject.context.modes {
            var last: [Int: Hops.Hop] = [:]
            for hop in hops.all where hop.modes.admits(mode) && hop.hasValue {
                for service in hop.services {
                    let key = hop.pair * ServiceSet.capacity + service.index
                    defer { last[key] = hop }
                    guard let before = last[key], before.percent >= hop.percent else { continue }
                    report(hop.percent, hop.origin, after: before.percent, before.origin, subject)
                }
            }
        }
    }

    /// Of a draft only what one shift says is certain: which shifts come before it may be among what is absent.
    private static func checkEachShift(_ subject: CheckSubject) {
        for index in subject.linked.entries(of: .shift) {
            let entry = subject.entries[index]
            guard case .shift(let shift) = entry.step.action.value else { continue }
            var last: (share: BasisPoints, origin: SourceOrigin)?
            for percent in shift.percent {
                guard let share = entry.scope.share(percent) else { continue }
                let origin = entry.origin(percent.span)
                if let last, last.share >= share { report(share, origin, after: last.share, last.origin, subject) }
                last = (share, origin)
            }
        }
    }

    private static func report(
        _ share: BasisPoints, _ origin: SourceOrigin, after before: BasisPoints, _ place: SourceOrigin,
        _ subject: CheckSubject
    ) {
        let verb = before == share ? "does not raise" : "lowers"
        subject.report.error(
            self, "this hop to \(share) \(verb) the target, which has \(before) already",
            "Let the percents rise strictly over the whole runbook.", at: origin,
            notes: [Diagnostic.Note("\(before) is reached here", at: place)])
    }
}
