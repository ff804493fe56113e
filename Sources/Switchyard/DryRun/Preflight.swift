import Runbook
package import RunbookCompiler
package import World

/// Refuses a run whose parameters contradict what is observed: the observed writer outranks the declared role.
package enum Preflight {
    /// Nil when nothing contradicts.
    package static func refusal(
        _ contradictions: [Contradiction], plan: Plan, observed: WorldState
    ) -> OrchestratorError? {
        guard let first = contradictions.first else { return nil }
        let reasons = contradictions.map { "\(plan.labels[$0.node.index].id): \($0.sentence)" }
        var seen: Set<String> = []
        let list = reasons.filter { seen.insert($0).inserted }.joined(separator: "; ")
        let truth = Truth(observed, plan.topology, loss: nil).sentence
        return OrchestratorError(
            .refused, "the runbook does not fit what is observed: \(list)",
            help: "Observed: \(truth)" + suggestion(first, plan, observed))
    }

    /// ` Perhaps --set source=us-west-2 --set target=us-east-1`, when the parameters allow it.
    private static func suggestion(_ first: Contradiction, _ plan: Plan, _ observed: WorldState) -> String {
        let topology = plan.topology
        guard let service = topology.stateful.first(where: { _ in true }), let writer = observed.writer(of: service)
        else {
            return ""
        }
        let others = observed.regions.filter { $0 != writer && observed[$0, service].role != .none }
        let best = others.first { observed[$0, service].isStreaming == .yes } ?? others.first
        guard let best else { return "" }
        let regions = plan.parameters.compactMap { name, value -> (name: String, region: String)? in
            if case .region(let region) = value { (name, region) } else { nil }
        }
        let left = leaving(plan)
        let values = regions.sorted { $0.name < $1.name }.map { parameter in
            let region = parameter.region == left ? topology.name(of: writer) : topology.name(of: best)
            return "--set \(parameter.name)=\(region)"
        }
        guard values.count == 2, Set(regions.map(\.region)).count == 2 else { return "" }
        return " To leave the writer: \(values.joined(separator: " "))"
    }

    /// The region that the plan takes the writer's role or traffic from.
    private static func leaving(_ plan: Plan) -> String? {
        for operation in plan.operations {
            if case .shift(let pair, _, _) = operation { return plan.topology.name(of: plan.pairs[pair].from) }
        }
        return nil
    }
}
