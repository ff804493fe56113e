import Engine
package import Runbook
package import RunbookCompiler
import World

/// What would keep a runbook from bringing a region to take over now, as far as a look can tell. A run would wait there, and
/// be held or fail, so that no time can be told.
package struct TakeoverObstacle {
    private let plan: Plan
    private let mode: Mode
    private let source: RegionIndex
    private let target: RegionIndex
    private let survey: Survey
    private let environment: Environment

    package init(
        _ plan: Plan, mode: Mode, from source: RegionIndex, to target: RegionIndex, in survey: Survey,
        _ environment: Environment
    ) {
        (self.plan, self.mode, self.source, self.target) = (plan, mode, source, target)
        (self.survey, self.environment) = (survey, environment)
    }

    private var topology: Topology { plan.topology }

    /// The first that is found, ready to follow a region's name; nil when nothing is in the way.
    package var sentence: String? { answer ?? copy ?? loss ?? room ?? gate }

    private var answer: String? {
        switch survey.world.isReachable[target.index] {
        case .yes: nil
        case .no: "it does not answer"
        case .unknown: "nobody can tell whether it answers"
        }
    }

    /// What has data in the region that is left has to have it in the one that takes over.
    private var copy: String? {
        let (left, taken) = (topology.regions[source.index].services, topology.regions[target.index].services)
        for service in topology.stateful.intersection(left) where !taken.contains(service) {
            return "it has no copy of \(topology.name(of: service))"
        }
        return nil
    }

    private var nodes: [NodeID] {
        (plan.sections.first?.nodes ?? 0..<plan.nodes.count).map(NodeID.init)
            .filter { plan.nodes[$0.index].when.admits(mode) }
    }

    /// Of what is promoted, in an emergency: a writer that is there lets its standbys catch up first.
    private var loss: String? {
        for node in nodes {
            guard case .promote(let region, let services, let bound) = plan.operation(of: node), region == target else {
                continue
            }
            for service in services where survey.world[region, service].role != .writer {
                let name = topology.name(of: service)
                guard survey.world[region, service].role == .standby else {
                    return "its copy of \(name) is not known to be a standby"
                }
                guard let lag = RecoveryPoint(service, to: region, in: survey).bound else {
                    return "the lag of its \(name) is not known"
                }
                let most = bound.bound(in: mode)
                if mode == .emergency, lag > most {
                    return
                        "its \(name) lags by \(TakeoverObstacle.rounded(lag)), and \(plan.runbook) allows a loss of \(most)"
                }
            }
        }
        return nil
    }

    private static func rounded(_ lag: Milliseconds) -> Milliseconds {
        lag < .seconds(10) ? lag : .seconds(lag.rawValue / 1000)
    }

    /// Of all traffic.
    private var room: String? {
        let receives = nodes.contains { node in
            guard case .shift(_, let services, let share) = plan.operation(of: node), share == .all else {
                return false
            }
            return !services.isDisjoint(with: topology.scalable)
        }
        let declared = environment.regions[target.index]
        guard receives, declared.capacity < declared.peakLoad else { return nil }
        return
            "it stands \(Quantity.ratio(BasisPoints(reaching: declared.capacity / declared.peakLoad))) of the peak at most"
    }

    /// Of gates that are passed before anything is done; later ones look at what is not so yet. What a gate asks of the region
    /// that is left is another matter when it is lost.
    private var gate: String? {
        let evaluator = GateEvaluator(topology: topology, mode: mode, now: survey.time, settledAt: nil)
        let asked = Set(SurveyQuestions.all(of: topology))
        for gate in firstGates {
            for requirement in gate.requirements {
                var part = gate
                part.requirements = [requirement]
                let queries = GateEvaluator.queries(of: part)
                let known = queries.map { SurveyQuestions.query($0.metric, $0.region, $0.service) }
                guard queries.allSatisfy({ $0.region != source }), known.allSatisfy(asked.contains) else { continue }
                let measurements = zip(queries, known).compactMap { measurement(of: $0, as: $1, for: gate) }
                let reading = evaluator.read(part, measurements)
                guard reading.verdict != .holds else { continue }
                let measured = reading.requirements.flatMap(\.measured).joined(separator: ", ")
                return "the gate \(gate.name) of \(plan.runbook) would not pass: \(requirement.text), and \(measured)"
            }
        }
        return nil
    }

    /// What was seen in a look stands for the window of a gate.
    private func measurement(of query: MetricQuery, as seen: MetricQuery, for gate: PlanGate) -> Measurement? {
        guard var measurement = survey[seen] else { return nil }
        measurement.query = query
        measurement.coveredFrom = .zero
        measurement.samples = max(measurement.samples, gate.minimumSamples)
        return measurement
    }

    /// Something that a gate would see.
    private static func mayChange(_ operation: Operation) -> Bool {
        switch operation {
        case .notify, .verify, .prepare: false
        case .shift, .promote, .fence, .replicate, .scale, .custom: true
        }
    }

    private var firstGates: [PlanGate] {
        let main = plan.sections.first?.nodes ?? 0..<plan.nodes.count
        var isLater = Array(repeating: false, count: plan.nodes.count)
        var gates: [PlanGate] = []
        for node in PlanOrder(plan).nodes where main.contains(node.index) {
            let admits = plan.nodes[node.index].when.admits(mode)
            if admits, !isLater[node.index], case .gate = plan.nodes[node.index].kind,
                let sampler = plan.nodes[node.index].samplers.first
            {
                gates.append(plan.gates[plan.samplers[sampler].gate])
            }
            let changes = admits && (plan.operation(of: node).map(TakeoverObstacle.mayChange) ?? false)
            for next in plan.successors(of: node) where changes || isLater[node.index] { isLater[next.index] = true }
        }
        return gates
    }
}

extension BasisPoints {
    /// Rounded down; of what is beyond all measure as much as there can be.
    package init(reaching share: Double) {
        self.init(Int32(min(max(0, (share * 10_000).rounded(.down)), Double(Int32.max))))
    }
}
