import Runbook

/// The last hop moves everything.
enum LastPercent: Rule {
    static let page = RulePage(
        code: "SY307",
        title: "last hop below 100%",
        why: """
            A run that ends with a part of the traffic on the region being left has not failed over, though it \
            says that it succeeded.
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
                shift: {from: us-east-1, to: us-west-2, percent: [10, 50], gate: fit}
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
                shift: {from: us-east-1, to: us-west-2, percent: [10, 50, 100], gate: fit}
            """)

    static func check(_ subject: CheckSubject) {
        guard subject.linked.root.runbook.strategy.value != .custom else { return }
        let hops = subject.hops
        guard hops.all.allSatisfy(\.hasValue), !subject.hasUnresolved(.shift, .runbook) else { return }
        let pairs = subject.plan.pairs
        for mode in subject.context.modes {
            var reached: [Int: Hops.Hop] = [:]
            for hop in hops.all where hop.modes.admits(mode) {
                for service in hop.services { reached[hop.pair * ServiceSet.capacity + service.index] = hop }
            }
            for (key, hop) in reached where hop.percent < .all {
                let service = key % ServiceSet.capacity
                // A region may be emptied towards several others.
                let sum = reached.reduce(BasisPoints.zero) { sum, other in
                    let isSame = other.key % ServiceSet.capacity == service
                    return isSame && pairs[other.value.pair].from == pairs[hop.pair].from
                        ? sum + min(other.value.percent, .all) : sum
                }
                guard sum < .all else { continue }
                subject.report.error(
                    self, "the last hop moves \(hop.percent) of the traffic, so the rest stays where it was",
                    "End with 100, or choose the strategy custom.", at: hop.origin)
            }
        }
    }
}
