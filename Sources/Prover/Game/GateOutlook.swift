package import Engine
package import Runbook
package import RunbookCompiler
package import World

/// What the samples of a gate can say at best in a world: what was not lost is well, unless somebody deviates.
package struct GateOutlook: Sendable {
    private enum Truth: Int, Comparable {
        case no, unknown, yes

        static func < (left: Truth, right: Truth) -> Bool { left.rawValue < right.rawValue }
    }

    private let world: WorldState
    private let topology: Topology
    private let mode: Mode

    package init(_ world: WorldState, topology: Topology, mode: Mode) {
        self.world = world
        self.topology = topology
        self.mode = mode
    }

    package func verdict(of gate: PlanGate) -> Verdict {
        switch gate.requirements.map({ best($0.condition, wanted: true) }).min() ?? .yes {
        case .yes: .holds
        case .unknown: .unknown
        case .no: .breaches
        }
    }

    /// How well a condition, or its opposite, can turn out.
    private func best(_ condition: PlanGate.Condition, wanted: Bool) -> Truth {
        switch condition {
        case .comparison(let query, let comparison, let threshold):
            return best(query, comparison, threshold, wanted)
        case .mode(let other): return (other == mode) == wanted ? .yes : .no
        case .constant(let value): return value == wanted ? .yes : .no
        case .and(let parts):
            let truths = parts.map { best($0, wanted: wanted) }
            return (wanted ? truths.min() : truths.max()) ?? (wanted ? .yes : .no)
        case .or(let parts):
            let truths = parts.map { best($0, wanted: wanted) }
            return (wanted ? truths.max() : truths.min()) ?? (wanted ? .no : .yes)
        case .not(let part): return best(part, wanted: !wanted)
        }
    }

    private func best(
        _ query: MetricQuery, _ comparison: ComparisonOperator, _ threshold: Double, _ wanted: Bool
    ) -> Truth {
        guard world.isReachable[query.region.index] == .yes else {
            return query.metric == .weight ? exact(query, comparison, threshold, wanted) : .unknown
        }
        switch query.metric {
        case .weight, .capacity, .replicationLag, .replicationLagBytes:
            return exact(query, comparison, threshold, wanted)
        case .bandwidth, .writeRate, .networkLatency, .packetLoss, .custom, .load:
            return .yes
        case .availability, .errorRate, .responseTime, .responseTimeP50, .responseTimeP95, .responseTimeP99,
            .throughput:
            return topology.services(of: query).allSatisfy { world[query.region, $0].isServing == .yes } ? .yes : .no
        }
    }

    /// What the world itself tells: the mean weight, the least capacity and the greatest lag of a region's services.
    private func exact(
        _ query: MetricQuery, _ comparison: ComparisonOperator, _ threshold: Double, _ wanted: Bool
    ) -> Truth {
        let isData = query.metric == .replicationLag || query.metric == .replicationLagBytes
        let values = topology.services(of: query).intersection(isData ? topology.stateful : topology.routed).map {
            value(query.metric, world[query.region, $0])
        }
        let known = values.compactMap { $0 }
        guard !known.isEmpty, known.count == values.count else { return .unknown }
        let whole =
            switch query.metric {
            case .weight: known.reduce(0, +) / Double(known.count)
            case .capacity: known.reduce(.infinity, min)
            default: known.reduce(0, max)
            }
        return comparison.holds(whole, threshold) == wanted ? .yes : .no
    }

    private func value(_ metric: Metric, _ state: ServiceState) -> Double? {
        switch metric {
        case .weight: state.weight?.ratio
        case .capacity: state.capacity?.ratio
        default: state.lag.map { Double($0.rawValue) }
        }
    }
}
