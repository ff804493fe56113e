import Runbook

extension PlanCompiler {
    /// The gate with its names resolved, added when its bindings are new; nil when there is no such gate.
    mutating func planGate(named name: String, in scope: Scope) -> Int? {
        guard let index = scope.gate(named: name) else { return nil }
        if let known = planGates[scope.index][index] { return known }
        let gate = resolve(scope.runbook.gates[index], in: scope)
        let result: Int
        if linked.scopes.count > 1, let known = gateIndices[gate] {
            result = known
        } else {
            result = assembler.update { plan in
                plan.gates.append(gate)
                return plan.gates.count - 1
            }
            if linked.scopes.count > 1 { gateIndices[gate] = result }
        }
        planGates[scope.index][index] = result
        return result
    }

    private func resolve(_ gate: Gate, in scope: Scope) -> PlanGate {
        var result = PlanGate(
            name: gate.name.value,
            requirements: gate.require.map { requirement in
                PlanGate.Requirement(
                    text: scope.readable(requirement.text),
                    condition: resolve(requirement.condition.value, in: scope))
            })
        if let every = scope.time(gate.every) { result.every = every }
        if let within = scope.time(gate.within) { result.within = within }
        if let passes = scope.number(gate.passes) { result.passes = UInt8(max(1, min(255, passes))) }
        if let count = scope.number(gate.toleratedBreaches) {
            result.toleratedBreaches = UInt8(max(0, min(255, count)))
        }
        if let count = scope.number(gate.toleratedUnknown) { result.toleratedUnknown = UInt8(max(0, min(255, count))) }
        if let samples = scope.number(gate.minimumSamples) { result.minimumSamples = max(0, samples) }
        return result
    }

    /// A condition over indices, with what is already decided folded away.
    func resolve(_ condition: Condition, in scope: Scope) -> PlanGate.Condition {
        switch condition {
        case .comparison(let measurement, let comparison, let quantity):
            guard let region = linked.region(measurement.region, in: scope) else { return .constant(false) }
            guard let value = scope.quantity(quantity)?.value else { return .constant(false) }
            var service: ServiceIndex?
            if let argument = measurement.service {
                guard let known = linked.service(argument, in: scope) else { return .constant(false) }
                service = known
            }
            let query = MetricQuery(
                metric: measurement.metric.value, region: region, service: service,
                window: scope.time(measurement.window))
            return .comparison(query, comparison, value)
        case .fact(let name, let comparison, let literal):
            if name.value == "mode" {
                guard let mode = Mode(rawValue: literal.value) else { return .constant(false) }
                return comparison == .notEqual ? .not(.mode(mode)) : .mode(mode)
            }
            return .constant(scope.holds(name.value, comparison, literal.value) ?? false)
        case .claim: return .constant(false)
        case .and(let parts): return .conjunction(parts.map { resolve($0.value, in: scope) })
        case .or(let parts): return .disjunction(parts.map { resolve($0.value, in: scope) })
        case .not(let part):
            let inner = resolve(part.value, in: scope)
            if case .constant(let value) = inner { return .constant(!value) }
            return .not(inner)
        }
    }
}

extension PlanGate.Condition {
    /// All of them, without those that hold anyway.
    static func conjunction(_ parts: [Self]) -> Self {
        if parts.contains(.constant(false)) { return .constant(false) }
        let rest = parts.filter { $0 != .constant(true) }
        return rest.isEmpty ? .constant(true) : rest.count == 1 ? rest[0] : .and(rest)
    }

    /// Any of them, without those that never hold.
    static func disjunction(_ parts: [Self]) -> Self {
        if parts.contains(.constant(true)) { return .constant(true) }
        let rest = parts.filter { $0 != .constant(false) }
        return rest.isEmpty ? .constant(false) : rest.count == 1 ? rest[0] : .or(rest)
    }
}
