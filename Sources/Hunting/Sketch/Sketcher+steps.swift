extension Sketcher {
    /// One step, or several that belong together.
    mutating func steps(_ services: [String]) -> [StepSketch] {
        budget -= 1
        let routed = services.filter { situation.carriers[$0] != nil }
        let stateful = services.filter { situation.writers[$0] != nil }
        switch dice.below(100) {
        case 0..<8: return [gate(services)]
        case 8..<13: return [wait()]
        case 13..<20: return [approve()]
        case 20..<24: return [notify()]
        case 24..<32: return [action(readOnly: dice.chance(45))]
        case 32..<36: return stateful.isEmpty ? [idle()] : [verify(dice.pick(stateful))]
        case 36..<48: return [scale(some(of: services, all: environment.services.map(\.name)))]
        case 48..<74: return routed.isEmpty ? [idle()] : shift(some(of: routed, all: environment.routed))
        case 74..<90: return stateful.isEmpty ? [idle()] : handOver(some(of: stateful, all: environment.stateful))
        default: return stateful.isEmpty ? [idle()] : [replicate(some(of: stateful, all: environment.stateful))]
        }
    }

    /// Something that touches nothing.
    mutating func idle() -> StepSketch { dice.chance(50) ? notify() : wait() }

    mutating func wait() -> StepSketch {
        let length = dice.pick([0, 1, 10, 60, 300])
        seconds += length
        return treated(StepSketch(id("wait"), ["wait: \(length)s"]), canWatch: true)
    }

    mutating func notify() -> StepSketch {
        seconds += Sketcher.standardTimeout
        return StepSketch(id("tell"), ["notify: {channel: operations, message: $run.outcome}"])
    }

    mutating func gate(_ services: [String]) -> StepSketch {
        treated(StepSketch(id("gate"), ["gate: \(gateName())"]), canWatch: false)
    }

    mutating func approve() -> StepSketch {
        let within = dice.pick([30, 120, 600])
        seconds += within
        var fields = ["ask: Go on?", "within: \(within)s"]
        if dice.chance(85) { fields.append("from: [\(dice.pick(["sre", "dba", "sre, dba"]))]") }
        if dice.chance(25) { fields.append("need: 2") }
        if dice.chance(25) { fields.append("not_initiator: true") }
        if dice.chance(30) {
            fields.append("on_timeout: \(situation.isIrreversible ? "hold" : dice.pick(["rollback", "hold"]))")
        }
        let step = StepSketch(id("ask"), ["approve: {\(fields.joined(separator: ", "))}"])
        return treated(step, canWatch: true)
    }

    mutating func action(readOnly: Bool) -> StepSketch {
        let region = target()
        seconds += Sketcher.standardTimeout
        if readOnly {
            if dice.chance(40) { return treated(StepSketch(id("page"), ["run: page.people"]), canWatch: true) }
            return treated(
                StepSketch(id("check"), ["run: check.data", "with: {region: \(region)}"]), canWatch: true)
        }
        let name = dice.pick(["cache.flush", "order.machines"])
        var step = StepSketch(id("act"), ["run: \(name)", "with: {region: \(region)}"])
        if situation.isIrreversible || dice.chance(15) {
            step.lines.append("irreversible: it cannot be taken back")
            situation.isIrreversible = true
        } else {
            undoSeconds += 120
            step.undo = [StepSketch(id("unact"), ["run: cache.flush", "with: {region: \(region)}"])]
            if dice.chance(30) { step.undo.append(StepSketch(id("untell"), ["notify: {channel: ops, message: back}"])) }
        }
        return treated(step, canWatch: true)
    }

    mutating func verify(_ service: String) -> StepSketch {
        let writer = situation.writers[service] ?? 0
        let other = otherRegion(than: writer)
        seconds += Sketcher.standardTimeout
        var step = StepSketch(
            id("verify"), ["verify: {from: \(name(writer)), to: \(name(other)), service: \(service)}"])
        step.lines.append("when: $mode == planned")
        return step
    }

    mutating func scale(_ group: ServiceGroup, region: Int? = nil) -> StepSketch {
        let place = region ?? dice.below(environment.regions.count)
        let carries = group.names.contains { situation.carriers[$0] == place }
        let share = carries || region != nil ? dice.pick([100, 110]) : dice.pick([0, 20, 50, 100, 120])
        seconds += 120
        undoSeconds += 120
        var step = StepSketch(
            id("scale"), ["scale: {region: \(name(place))\(group.field), to: \(share)%}", "timeout: 120s"])
        if situation.left.contains(place) || place == 0 { step.lines.append("when: $mode == planned") }
        if dice.chance(10), !step.lines.contains("on_failure: hold") {
            step.undo = [
                StepSketch(id("unscale"), ["scale: {region: \(name(place))\(group.field), to: 100%}"])
            ]
        }
        return treated(step, canWatch: true, mayContinue: true)
    }
}
