package import Runbook
package import RunbookCompiler

/// Turns measurements into a verdict: the same for a live run, a rehearsal and a dry run.
package struct GateEvaluator: Sendable {
    package var topology: Topology
    package var mode: Mode
    package var now: Milliseconds
    /// When real traffic had followed the last shift; a window that reaches back before it says nothing yet.
    package var settledAt: Milliseconds?

    package init(topology: Topology, mode: Mode, now: Milliseconds, settledAt: Milliseconds?) {
        self.topology = topology
        self.mode = mode
        self.now = now
        self.settledAt = settledAt
    }

    /// What has to be measured for a gate, each thing once.
    package static func queries(of gate: PlanGate) -> [MetricQuery] {
        var queries: [MetricQuery] = []
        func collect(_ condition: PlanGate.Condition) {
            switch condition {
            case .comparison(let query, _, _): if !queries.contains(query) { queries.append(query) }
            case .mode, .constant: break
            case .and(let parts), .or(let parts): parts.forEach(collect)
            case .not(let part): collect(part)
            }
        }
        for requirement in gate.requirements { collect(requirement.condition) }
        return queries
    }

    /// All requirements must hold. A breach outweighs what is unknown, and that outweighs what is too early to say.
    package func read(_ gate: PlanGate, _ measurements: [Measurement]) -> GateReading {
        let requirements = gate.requirements.map { requirement in
            RequirementReading(
                text: requirement.text, verdict: verdict(on: requirement.condition, gate, measurements),
                measured: describe(requirement.condition, measurements))
        }
        return GateReading(verdict: conjunction(requirements.map(\.verdict)), requirements: requirements)
    }

    private func verdict(
        on condition: PlanGate.Condition, _ gate: PlanGate, _ measurements: [Measurement]
    ) -> Verdict {
        switch condition {
        case .comparison(let query, let comparison, let threshold):
            guard let measurement = measurements.first(where: { $0.query == query }), let value = measurement.value,
                query.metric.isPossible(value.value), isFresh(measurement, gate)
            else { return .unknown }
            if let window = query.window {
                let start = max(settledAt ?? .zero, measurement.coveredFrom)
                if now - window < start { return .notYet }
                if measurement.samples < gate.minimumSamples { return .unknown }
            } else if let settledAt, min(now, measurement.sampledAt) < settledAt, query.metric.isWindowed {
                // A sample from before the hop had settled says nothing of what came after it.
                return .notYet
            }
            return comparison.holds(value.value, threshold) ? .holds : .breaches
        case .mode(let wanted): return wanted == mode ? .holds : .breaches
        case .constant(let value): return value ? .holds : .breaches
        case .and(let parts): return conjunction(parts.map { verdict(on: $0, gate, measurements) })
        case .or(let parts): return disjunction(parts.map { verdict(on: $0, gate, measurements) })
        case .not(let part):
            switch verdict(on: part, gate, measurements) {
            case .holds: return .breaches
            case .breaches: return .holds
            case .unknown: return .unknown
            case .notYet: return .notYet
            }
        }
    }

    /// A sample older than three of the gate's intervals, and than half a minute, is no news; nor is one from a time that is
    /// as far ahead, since nobody knows how old that is.
    private func isFresh(_ measurement: Measurement, _ gate: PlanGate) -> Bool {
        let limit = max(gate.every * 3, .seconds(30))
        return now - measurement.sampledAt <= limit && measurement.sampledAt - now <= limit
    }

    /// The value, or what is known of why there is none.
    private func words(_ measurement: Measurement, _ metric: Metric) -> String {
        guard let value = measurement.value else {
            return measurement.source.contains(": ") ? "no data (\(measurement.source.printable))" : "no data"
        }
        return metric.isPossible(value.value) ? value.description : "\(value), which cannot be"
    }

    private func conjunction(_ verdicts: [Verdict]) -> Verdict {
        if verdicts.contains(.breaches) { return .breaches }
        if verdicts.contains(.unknown) { return .unknown }
        return verdicts.contains(.notYet) ? .notYet : .holds
    }

    private func disjunction(_ verdicts: [Verdict]) -> Verdict {
        if verdicts.contains(.holds) { return .holds }
        if verdicts.contains(.unknown) { return .unknown }
        return verdicts.contains(.notYet) ? .notYet : .breaches
    }

    private func describe(_ condition: PlanGate.Condition, _ measurements: [Measurement]) -> [String] {
        switch condition {
        case .comparison(let query, _, _):
            let place = topology.name(of: query.region) + (query.service.map { ", " + topology.name(of: $0) } ?? "")
            let measurement = measurements.first { $0.query == query }
            return ["\(query.metric.name)(\(place)) = \(measurement.map { words($0, query.metric) } ?? "no data")"]
        case .mode, .constant: return []
        case .and(let parts), .or(let parts): return parts.flatMap { describe($0, measurements) }
        case .not(let part): return describe(part, measurements)
        }
    }
}
