import Engine
import Runbook
import RunbookCompiler
import World

/// Looking: it changes nothing, and it tells of what the adapter plays alone.
extension AdapterContract {
    @Sendable static func looking(_ subject: ContractSubject, _ adapter: any RegionAdapter) async -> [ContractFinding] {
        let first = await adapter.observe()
        guard first.regionCount == subject.topology.regions.count, first.serviceCount == subject.topology.services.count
        else { return [ContractFinding(.canBeMade, "what it sees has another size than the topology")] }
        _ = await adapter.measure(queries(subject.topology))
        let second = await adapter.observe()
        return WorldDifference(topology: subject.topology).between(first, second)
            .map { ContractFinding(.lookingChangesNothing, $0) }
    }

    @Sendable static func parts(_ subject: ContractSubject, _ adapter: any RegionAdapter) async -> [ContractFinding] {
        var findings: [ContractFinding] = []
        let parts = adapter.manifest.parts
        let seen = await adapter.observe()
        for region in subject.topology.regionIndices {
            for service in subject.topology.regions[region.index].services {
                let place = "\(subject.topology.name(of: service)) in \(subject.topology.name(of: region))"
                func foreign(_ isTold: Bool, _ part: Environment.Part) {
                    guard isTold, !parts.contains(part) else { return }
                    findings.append(ContractFinding(.ownPartsOnly, "\(place): it tells of \(part.rawValue)"))
                }
                let state = seen[region, service]
                foreign(state.weight != nil, .traffic)
                foreign(state.capacity != nil, .capacity)
                foreign(state.role != .unknown || state.source != .unknown, .data)
                if !parts.contains(.connections) { foreign(state.isFenced != .unknown, .data) }
                foreign(state.isServing != .unknown, .health)
            }
        }
        for (able, effect) in story(subject, seen) where parts.isDisjoint(with: able) {
            let report = await adapter.apply(assignment(effect, subject))
            guard report.answer != .notDone(.invalid) else { continue }
            findings.append(ContractFinding(.ownPartsOnly, "\(effect.action) was answered with \(report.answer)"))
        }
        return findings
    }

    @Sendable static func measuring(_ subject: ContractSubject, _ adapter: any RegionAdapter) async -> [ContractFinding]
    {
        var findings: [ContractFinding] = []
        let queries = queries(subject.topology)
        let answers = await adapter.measure(queries)
        guard answers.map(\.query) == queries else {
            return [
                ContractFinding(
                    .oneAnswerAQuery, "\(queries.count) queries had \(answers.count) answers, or another order")
            ]
        }
        for answer in answers {
            let name = answer.query.metric.name
            if answer.coveredFrom > answer.sampledAt {
                findings.append(ContractFinding(.oneAnswerAQuery, "\(name) begins after it was sampled"))
            }
            guard let value = answer.value else { continue }
            if let dimension = answer.query.metric.dimension, dimension != value.dimension {
                findings.append(ContractFinding(.unknownIsNil, "\(name) is \(value)"))
            }
            if !value.value.isFinite || answer.samples < 1 {
                findings.append(ContractFinding(.unknownIsNil, "\(name) has a value without a sample"))
            }
            if isUnmeasurable(answer.query, subject.topology) {
                findings.append(ContractFinding(.unknownIsNil, "\(name) of what has none is \(value)"))
            }
        }
        return findings
    }

    /// A lag of what keeps no data, and a metric that nobody declared.
    private static func isUnmeasurable(_ query: MetricQuery, _ topology: Topology) -> Bool {
        if case .custom = query.metric { return true }
        guard let service = query.service, !topology.services[service.index].type.isStateful else { return false }
        return query.metric == .replicationLag || query.metric == .replicationLagBytes
    }

    private static func queries(_ topology: Topology) -> [MetricQuery] {
        let metrics = Metric.builtIn.map(\.metric) + [.custom("nobody_declared_this")]
        return topology.regionIndices.flatMap { region in
            metrics.flatMap { metric in
                [nil, .minutes(1)].flatMap { (window: Milliseconds?) in
                    ([nil] + topology.regions[region.index].services.map { $0 }).map {
                        MetricQuery(metric: metric, region: region, service: $0, window: window)
                    }
                }
            }
        }
    }
}
