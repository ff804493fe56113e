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
        let fences = subject.effects { if case .fence = $0 { true } else { false } }
            .filter { subject.plan.nodes[$0.index].when.admits(.planned) }
        let main = subject.plan.sections[0].nodes
        var promoted: [ServiceIndex: NodeID] = [:]
        for node in subject.order.nodes
        where main.contains(node.index) && subject.plan.nodes[node.index].when.admits(.planned) {
            guard case .promote(let region, let services, _)? = subject.plan.operation(of: node),
                let entry = subject.entry(of: node), entry.place == .main
            else { continue }
            let earlier = Set(services.compactMap { promoted[$0] }).sorted()
            for service in services { promoted[service] = node }
            checkOutside(node, region, services, entry, fences, isFirst: earlier.isEmpty, subject)
            for other in earlier { check(node, region, services, entry, after: other, fences, subject) }
        }
    }

    /// The regions that wrote when the run began.
    private static func checkOutside(
        _ node: NodeID, _ region: RegionIndex, _ services: ServiceSet, _ entry: StepEntry, _ fences: [NodeID],
        isFirst: Bool, _ subject: CheckSubject
    ) {
        let plan = subject.plan
        var missing = Set(plan.pairs.filter { $0.to == region }.map(\.from))
        let isNamed = !missing.isEmpty
        var isFenced = false
        for fence in fences {
            guard case .fence(let other, let fenced)? = plan.operation(of: fence), other != region,
                services.subtracting(fenced).isEmpty, subject.precedence.isBefore(fence, node)
            else { continue }
            isFenced = true
            missing.remove(other)
        }
        if isNamed ? missing.isEmpty : isFenced || !isFirst { return }
        let names = missing.sorted().map { plan.topology.name(of: $0) }.joined(separator: ", ")
        report(node, region, names.isEmpty ? "the region that wrote before" : names, entry, subject)
    }

    /// The region that an earlier step, or one beside it, has made the writer meanwhile.
    private static func check(
        _ node: NodeID, _ region: RegionIndex, _ services: ServiceSet, _ entry: StepEntry, after other: NodeID,
        _ fences: [NodeID], _ subject: CheckSubject
    ) {
        let plan = subject.plan
        guard case .promote(let writer, let written, _)? = plan.operation(of: other), writer != region else { return }
        let shared = services.intersection(written)
        let isFenced = fences.contains { fence in
            guard case .fence(let left, let fenced)? = plan.operation(of: fence), left == writer,
                shared.subtracting(fenced).isEmpty
            else { return false }
            return subject.precedence.isBefore(other, fence) && subject.precedence.isBefore(fence, node)
        }
        if isFenced { return }
        let name = plan.topology.name(of: writer)
        report(
            node, region, "\(name), which is the writer by then", entry, subject,
            notes: [Diagnostic.Note("\(name) is promoted here", at: subject.origin(of: other))])
    }

    private static func report(
        _ node: NodeID, _ region: RegionIndex, _ other: String, _ entry: StepEntry, _ subject: CheckSubject,
        notes: [Diagnostic.Note] = []
    ) {
        subject.report.error(
            self, "\(subject.plan.topology.name(of: region)) is promoted though nothing before it fences \(other)",
            "Add a fence step before this one, on every path to it.", at: entry.idOrigin, notes: notes)
    }
}
