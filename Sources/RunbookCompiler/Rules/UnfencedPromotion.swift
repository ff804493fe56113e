import Runbook

/// A promotion comes after a fence of every region that might still write.
enum UnfencedPromotion: Rule {
    static let page = RulePage(
        code: "SY408",
        title: "promotion without a fence",
        why: """
            Two regions that both accept writes tear the data apart, and no rollback puts it together again.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: promote
                promote: {region: us-west-2, max_loss: {planned: 0s, emergency: 5m}}
                irreversible: the old primary must be rebuilt
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
        guard subject.context.modes.contains(.planned), !subject.linked.entries(of: .promote).isEmpty,
            !subject.hasUnresolved(.fence, .runbook)
        else { return }
        let plan = subject.plan
        let fences = subject.effects { if case .fence = $0 { true } else { false } }
        for node in subject.nodes(where: { $0.when.admits(.planned) }) {
            guard case .promote(let region, let services, _)? = plan.operation(of: node),
                let entry = subject.entry(of: node), entry.place == .main
            else { continue }
            var missing = sources(before: node, region, services, subject)
            let isNamed = !missing.isEmpty
            var isFenced = false
            for fence in fences where plan.nodes[fence.index].when.admits(.planned) {
                guard case .fence(let other, let fenced)? = plan.operation(of: fence), other != region,
                    services.subtracting(fenced).isEmpty, subject.precedence.isBefore(fence, node)
                else { continue }
                isFenced = true
                missing.remove(other)
            }
            if isNamed ? missing.isEmpty : isFenced { continue }
            let names = missing.sorted().map { plan.topology.name(of: $0) }.joined(separator: ", ")
            let other = names.isEmpty ? "the region that wrote before" : names
            subject.report.error(
                self, "\(plan.topology.name(of: region)) is promoted though nothing before it fences \(other)",
                "Add a fence step before this one, on every path to it.", at: entry.idOrigin)
        }
    }

    /// The regions that are being left for the promoted one.
    private static func sources(
        before node: NodeID, _ region: RegionIndex, _ services: ServiceSet, _ subject: CheckSubject
    ) -> Set<RegionIndex> {
        let plan = subject.plan
        var result: Set<RegionIndex> = []
        for pair in plan.pairs where pair.to == region { result.insert(pair.from) }
        return result
    }
}
