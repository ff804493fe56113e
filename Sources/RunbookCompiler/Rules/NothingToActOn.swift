import Runbook

/// An action has a service to act on where it acts.
enum NothingToActOn: Rule {
    static let page = RulePage(
        code: "SY604",
        title: "nothing to act on",
        why: """
            A step that acts on no service succeeds at once and has done nothing.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: warm
                scale: {region: ap-southeast-1, service: sessions, to: 100%}
                timeout: 5m
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: warm
                scale: {region: us-west-2, service: sessions, to: 100%}
                timeout: 5m
            """)

    static let needsEnvironment = true

    static func check(_ subject: CheckSubject) {
        guard !subject.linked.names.isInferred else { return }
        let plan = subject.plan
        for node in plan.nodes.indices {
            guard let operation = plan.operation(of: NodeID(node)), let entry = subject.entry(of: NodeID(node)),
                let (services, regions) = scope(of: operation, plan)
            else { continue }
            let key = entry.step.action.value.key
            if services.isEmpty {
                let names = regions.map { plan.topology.name(of: $0) }.joined(separator: " and ")
                subject.report.error(
                    self, "\(key) finds no service to act on in \(names)",
                    "Name other regions, or add the services to the environment.",
                    at: entry.origin(entry.step.action.span))
            }
            guard let argument = entry.step.action.value.service else { continue }
            for region in regions {
                for service in services.subtracting(plan.topology.regions[region.index].services) {
                    subject.report.error(
                        self, "\"\(plan.topology.name(of: service))\" is not in \(plan.topology.name(of: region))",
                        "Name a service that is there, or add it to the region in the environment.",
                        at: entry.origin(argument.span))
                }
            }
        }
    }

    private static func scope(of operation: Operation, _ plan: Plan) -> (ServiceSet, [RegionIndex])? {
        switch operation {
        case .shift(let pair, let services, _): (services, [plan.pairs[pair].from, plan.pairs[pair].to])
        case .promote(let region, let services, _), .fence(let region, let services),
            .scale(let region, let services, _):
            (services, [region])
        case .replicate(let from, let to, let services), .verify(let from, let to, let services):
            (services, [from, to])
        case .prepare, .custom, .notify: nil
        }
    }
}
