extension Sketcher {
    func name(_ region: Int) -> String { environment.regions[region] }

    mutating func otherRegion(than region: Int) -> Int {
        let other = dice.below(environment.regions.count - 1)
        return other >= region ? other + 1 : other
    }

    /// One of these, or all that there are, if they may be touched here and have been led the same way.
    mutating func some(of services: [String], all: [String]) -> ServiceGroup {
        let one = dice.pick(services)
        guard dice.chance(40), Set(services).isSuperset(of: all), all.allSatisfy({ situation.leads($0, as: one) })
        else { return ServiceGroup(one) }
        return ServiceGroup(all: all)
    }

    /// A region that is not being left.
    mutating func target() -> String {
        let fit = environment.regions.indices.filter { $0 > 0 && !situation.left.contains($0) }
        return name(fit.isEmpty ? environment.regions.count - 1 : dice.pick(fit))
    }

    /// A gate, an old one or a new one.
    mutating func gateName(_ region: Int? = nil) -> String {
        seconds += 200
        if !gates.isEmpty, dice.chance(50) { return dice.pick(gates).name }
        let place = region.map(name) ?? target()
        var conditions: [String] = []
        let choices = [
            "availability(\(place)) >= 95%", "error_rate(\(place)) < 5% over 1m",
            "response_time(\(place)) < 1000ms over 30s",
            "load(\(place)) < 100%", "$mode == emergency or replication_lag(\(place)) < 60s",
            "not (packet_loss(\(place)) > 10%)", "availability(\(place)) >= 95% and error_rate(\(place)) < 5%",
            "availability(\(place), api) >= 90% or error_rate(\(place)) < 1%",
        ]
        for _ in 0..<dice.within(1...3) {
            let condition = dice.pick(choices)
            if !conditions.contains(condition) { conditions.append(condition) }
        }
        var lines = ["require:"] + conditions.map { "  - \($0)" }
        lines.append("every: \(dice.pick([2, 5, 10]))s")
        lines.append("passes: \(dice.within(1...3))")
        if dice.chance(70) {
            lines.append("tolerate: {breaches: \(dice.below(3)), unknown: \(dice.below(4))}")
        }
        lines.append("within: \(dice.pick([45, 90, 180]))s")
        let gate = GateSketch(name: "\(prefix)fit_\(gates.count + 1)", lines: lines)
        gates.append(gate)
        return gate.name
    }

    /// A step with how it is to be treated.
    mutating func treated(
        _ step: StepSketch, canWatch: Bool, mayContinue: Bool = false, mayBeConditional: Bool = true
    ) -> StepSketch {
        var step = step
        func has(_ key: String) -> Bool { step.lines.contains { $0.hasPrefix(key + ":") } }
        if canWatch, dice.chance(12) { step.lines.append("watch: \(gateName())") }
        let isEffect = !has("wait") && !has("gate") && !has("approve")
        if isEffect, dice.chance(15) {
            step.lines.append("retry: {attempts: \(dice.within(1...3)), delay: \(dice.below(3))s}")
        }
        if isEffect, dice.chance(20) { step.lines.append("attempt_timeout: \(dice.within(2...40))s") }
        if !has("on_failure") {
            if mayContinue, dice.chance(12) {
                step.lines.append("on_failure: continue")
            } else if dice.chance(10) {
                step.lines.append("on_failure: hold")
            }
        }
        if mayBeConditional, !has("when"), dice.chance(8) {
            step.lines.append("when: $mode == \(dice.pick(["planned", "emergency"]))")
        }
        return step
    }
}
