import Runbook

/// Two steps that change the same thing run one after the other.
enum Race: Rule {
    static let page = RulePage(
        code: "SY403",
        title: "race",
        why: """
            Two steps side by side that change the weights of one service leave whichever value came last, and a \
            rollback restores what the other one had written. The same goes for a shift and a change of the capacity that \
            it counts on: each is safe alone, and both together leave requests unserved.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - parallel:
                  - id: west
                    shift: {from: us-east-1, to: us-west-2, percent: 50}
                  - id: europe
                    shift: {from: us-east-1, to: eu-west-1, percent: 50}
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: west
                shift: {from: us-east-1, to: us-west-2, percent: 50}
              - id: europe
                shift: {from: us-east-1, to: eu-west-1, percent: 50}
            """)

    static func check(_ subject: CheckSubject) {
        guard !subject.compiled.parallels.isEmpty else { return }
        let plan = subject.plan
        let modes: [Mode] = plan.nodes.contains { $0.when != .always } ? subject.context.modes : [.planned]
        for mode in modes {
            var finder = RaceFinder(plan, subject.precedence)
            for node in subject.order.nodes where plan.nodes[node.index].when.admits(mode) {
                finder.visit(node) { earlier, resource in report(earlier, node, resource, subject) }
            }
        }
    }

    private static func report(_ first: NodeID, _ second: NodeID, _ resource: Resource, _ subject: CheckSubject) {
        guard let one = subject.entry(of: first), let other = subject.entry(of: second) else { return }
        let (earlier, later) = one.step.id.span.start < other.step.id.span.start ? (one, other) : (other, one)
        subject.report.error(
            self,
            "\"\(earlier.name)\" and \"\(later.name)\" may run at the same time and \(verb(first, second, resource, subject.plan)) \(text(resource, subject.plan.topology))",
            "Put one after the other, add needs, or name different services.", at: later.idOrigin,
            notes: [Diagnostic.Note("the other step is here", at: earlier.idOrigin)])
    }

    private static func verb(_ first: NodeID, _ second: NodeID, _ resource: Resource, _ plan: Plan) -> String {
        let isNeeded = resource.facet == .capacity && (plan.isShift(first) || plan.isShift(second))
        return isNeeded ? "one counts on what the other changes:" : "both change"
    }

    private static func text(_ resource: Resource, _ topology: Topology) -> String {
        let what =
            switch resource.facet {
            case .traffic: "the weights"
            case .writer: "the writer"
            case .replication: "the replication"
            case .capacity: "the capacity"
            }
        let names = resource.services.prefix(3).map { topology.name(of: $0) }.joined(separator: ", ")
        let place = resource.region.map { " in \(topology.name(of: $0))" } ?? ""
        return "\(what) of \(names)\(place)"
    }
}
