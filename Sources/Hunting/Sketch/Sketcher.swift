import Runbook

/// Draws a runbook for an environment that has every chance to pass the checker.
///
/// Branches of a parallel block are given services of their own, so that they do not race.
struct Sketcher {
    let environment: EnvironmentSketch
    var dice: Dice
    var situation: Situation
    var gates: [GateSketch] = []
    var stepCount = 0
    var budget: Int
    let prefix: String
    var children: [String: RunbookSketch] = [:]
    /// Every effect of a forward step has a way back; children of a rollback branch have none.
    var seconds = 0
    var undoSeconds = 0

    init(_ environment: EnvironmentSketch, _ dice: Dice, budget: Int, prefix: String, situation: Situation) {
        self.environment = environment
        self.dice = dice
        self.budget = budget
        self.prefix = prefix
        self.situation = situation
    }

    static func sketch(_ environment: EnvironmentSketch, seed: UInt64) -> SpecimenSketch {
        var dice = Dice(seed, .runbook)
        let size = dice.pick(weighed: [
            (25, dice.within(1...4)), (40, dice.within(4...10)), (25, dice.within(10...22)), (10, dice.within(22...60)),
        ])
        var sketcher = Sketcher(
            environment, dice, budget: size, prefix: "", situation: Situation(environment))
        var steps = sketcher.elements(environment.services.map(\.name), depth: 0)
        if steps.isEmpty { steps = [.step(sketcher.wait())] }
        let finally = sketcher.finally()
        var runbook = RunbookSketch(name: "main", head: sketcher.head(isRoot: true))
        (runbook.gates, runbook.steps, runbook.finally) = (sketcher.gates, steps, finally)
        return SpecimenSketch(
            environment: environment, runbook: runbook, children: sketcher.children,
            mode: sketcher.dice.chance(75) ? .planned : .emergency,
            nature: Nature(
                enforcesEpoch: sketcher.dice.chance(60), fencesFromOutside: sketcher.dice.chance(50),
                settleSeconds: sketcher.dice.pick([0, 5, 30])))
    }

    /// What the longest way takes, generously, and some more.
    mutating func head(isRoot: Bool) -> [String] {
        var lines: [String] = []
        if isRoot {
            let reserve = undoSeconds + 60 + dice.below(1200)
            lines.append("limits: {deadline: \(seconds * 2 + reserve + 600)s, rollback_reserve: \(reserve)s}")
        } else {
            lines.append("limits: {deadline: 160h, rollback_reserve: 80h}")
        }
        lines.append("defaults:")
        lines.append("  timeout: \(Sketcher.standardTimeout)s")
        lines.append(
            "  retry: {attempts: \(dice.within(1...4)), delay: \(dice.below(4))s, factor: \(dice.within(1...2)), "
                + "max_delay: \(dice.within(4...20))s}")
        return lines
    }

    static let standardTimeout = 60

    mutating func id(_ kind: String) -> String {
        stepCount += 1
        return "\(prefix)\(kind)_\(stepCount)"
    }

    /// A sequence over some services.
    mutating func elements(_ services: [String], depth: Int) -> [ElementSketch] {
        var result: [ElementSketch] = []
        while budget > 0 {
            if depth < 3, budget > 2, services.count > 1, dice.chance(14) {
                result.append(parallel(services, depth: depth))
            } else if depth < 2, prefix.isEmpty, budget > 3, dice.chance(5) {
                if let child = child() { result.append(.step(child)) }
            } else {
                result += steps(services).map { .step($0) }
            }
            if depth > 0, dice.chance(45) { break }
        }
        return result
    }

    private mutating func parallel(_ services: [String], depth: Int) -> ElementSketch {
        var parts: [[String]] = Array(repeating: [], count: dice.within(2...3))
        for service in services { parts[dice.below(parts.count)].append(service) }
        let isIrreversible = situation.isIrreversible
        var branches: [[ElementSketch]] = []
        for part in parts {
            var branch = part.isEmpty ? [.step(idle())] : elements(part, depth: depth + 1)
            if branch.isEmpty { branch = [.step(idle())] }
            branches.append(branch)
        }
        situation.isIrreversible = situation.isIrreversible || isIrreversible
        return .parallel(branches)
    }

    private mutating func child() -> StepSketch? {
        let name = "child\(children.count + 1)"
        var inner = Sketcher(
            environment, Dice(dice.next()), budget: min(budget, dice.within(2...6)), prefix: "\(name)_",
            situation: situation)
        let steps = inner.elements(environment.services.map(\.name), depth: 1)
        guard !steps.isEmpty else { return nil }
        var runbook = RunbookSketch(name: name, head: inner.head(isRoot: false))
        (runbook.steps, runbook.finally, runbook.gates) = (steps, inner.finally(), inner.gates)
        children[name] = runbook
        situation = inner.situation
        seconds += inner.seconds
        undoSeconds += inner.undoSeconds
        budget -= inner.stepCount
        return StepSketch(id("call"), ["runbook: \(name)@1"])
    }

    mutating func finally() -> [ElementSketch] {
        guard dice.chance(55) else { return [] }
        return (0..<dice.within(1...2)).map { _ in
            var step = dice.chance(75) ? notify() : action(readOnly: true)
            step.lines += ["timeout: 20s"]
            return .step(step)
        }
    }
}
