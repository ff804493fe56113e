extension Sketcher {
    /// Traffic on its way or on a new one.
    mutating func shift(_ group: ServiceGroup) -> [StepSketch] {
        var result: [StepSketch] = []
        let carrier = situation.carriers[group.first] ?? 0
        var move =
            situation.moves[group.first]
            ?? Situation.Move(from: carrier, to: otherRegion(than: carrier), percent: 0)
        if move.percent >= 100 { move = Situation.Move(from: carrier, to: otherRegion(than: carrier), percent: 0) }
        if move.percent == 0, dice.chance(75) { result.append(scale(group, region: move.to)) }
        var hops: [Int] = []
        repeat {
            let next = dice.chance(35) ? 100 : min(100, move.percent + dice.within(1...60))
            if next > move.percent { hops.append(next) }
            move.percent = max(move.percent, next)
        } while move.percent < 100 && dice.chance(50)
        var fields = ["from: \(name(move.from))", "to: \(name(move.to))\(group.field)"]
        fields.append("percent: [\(hops.map { "\($0)%" }.joined(separator: ", "))]")
        if dice.chance(40) {
            let soak = dice.pick([60, 120])
            fields.append("soak: \(soak)s")
            seconds += soak * hops.count
        }
        if dice.chance(50) {
            fields.append("gate: \(gateName(move.to))")
            seconds += 200 * hops.count
        }
        seconds += 60 * hops.count
        undoSeconds += 60 * hops.count
        var step = StepSketch(id("shift"), ["shift: {\(fields.joined(separator: ", "))}"])
        if situation.isIrreversible, dice.chance(50) { step.lines.append("on_failure: hold") }
        for service in group.names {
            situation.moves[service] = move
            if move.percent == 100 { situation.carriers[service] = move.to }
        }
        situation.left.insert(move.from)
        situation.left.remove(move.to)
        budget -= 1
        result.append(treated(step, canWatch: true))
        return result
    }

    /// The writer's role: fence, promote, and perhaps the way back for its data.
    mutating func handOver(_ group: ServiceGroup) -> [StepSketch] {
        let writer = situation.writers[group.first] ?? 0
        let fit = group.names.map { situation.standbys[$0] ?? [] }
            .reduce(Set(environment.regions.indices)) { $0.intersection($1) }.subtracting([writer]).sorted()
        let target = fit.isEmpty || dice.chance(5) ? otherRegion(than: writer) : dice.pick(fit)
        let (old, new) = (name(writer), name(target))
        var fence = StepSketch(id("fence"), ["fence: {region: \(old)\(group.field)}"])
        undoSeconds += 60
        seconds += 60
        if dice.chance(25) {
            // Only a fence.
            return [treated(fence, canWatch: true)]
        }
        fence = treated(fence, canWatch: true, mayBeConditional: false)
        var promote = StepSketch(
            id("promote"),
            [
                "promote: {region: \(new)\(group.field), max_loss: {planned: \(dice.pick([0, 5, 60]))s, emergency: 5m}}"
            ])
        if situation.isIrreversible || dice.chance(55) {
            promote.lines.append("irreversible: the old primary must be rebuilt")
            situation.isIrreversible = true
        } else {
            undoSeconds += 240
            promote.undo = [
                StepSketch(id("fence_back"), ["fence: {region: \(new)\(group.field)}"]),
                StepSketch(id("promote_back"), ["promote: {region: \(old)\(group.field), max_loss: 60s}"]),
                StepSketch(id("follow_back"), ["replicate: {from: \(old), to: \(new)\(group.field)}"]),
            ]
        }
        seconds += 120
        for service in group.names {
            situation.writers[service] = target
            situation.standbys[service]?.remove(target)
        }
        budget -= 1
        var result = [fence, treated(promote, canWatch: true, mayBeConditional: false)]
        if dice.chance(50) {
            result.append(replicate(group, to: writer))
            budget -= 1
        }
        return result
    }

    mutating func replicate(_ group: ServiceGroup, to region: Int? = nil) -> StepSketch {
        let writer = situation.writers[group.first] ?? 0
        let place = region ?? otherRegion(than: writer)
        seconds += 120
        undoSeconds += 120
        for service in group.names { situation.standbys[service, default: []].insert(place) }
        var step = StepSketch(
            id("follow"),
            ["replicate: {from: \(name(writer)), to: \(name(place))\(group.field)}", "timeout: 120s"])
        if situation.left.contains(place) || situation.left.contains(writer) || place == 0 || writer == 0 {
            step.lines.append("when: $mode == planned")
        }
        return treated(step, canWatch: true, mayContinue: true)
    }
}
