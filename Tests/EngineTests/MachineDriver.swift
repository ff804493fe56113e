import Engine
import Runbook
import RunbookCompiler
import World

/// Plays the surroundings of a machine by the rules of the abstract world, with faults from a seeded generator.
struct MachineDriver {
    private(set) var machine: RunMachine
    private(set) var world: WorldState
    private(set) var performed: [Effect] = []
    private(set) var events: [Event] = []
    private var pending: [Command] = []
    private var timers: [TimerID: Milliseconds] = [:]
    private var now = Milliseconds.zero
    private var generator: SplitMix
    /// Of a hundred answers, how many are faults.
    var faultRate: UInt64
    var maximumFaults = Int.max
    var answersAreGranted = true

    init(_ plan: Plan, seed: UInt64, faultRate: UInt64, world: WorldState = WorldFixture.healthy()) {
        machine = RunMachine(plan: plan)
        self.world = world
        generator = SplitMix(state: seed)
        self.faultRate = faultRate
    }

    mutating func feed(_ event: Event) throws(Refusal) {
        var commands: [Command] = []
        try machine.handle(event, into: &commands)
        events.append(event)
        for command in commands {
            switch command {
            case .startTimer(let timer, let length): timers[timer] = now + length
            case .cancelTimer(let timer): timers[timer] = nil
            case .stopClock, .startClock, .rest: break
            case .observe(let node, _):
                abandon(node)
                pending.append(command)
            case .perform, .sample, .ask: pending.append(command)
            }
        }
    }

    /// Until the run rests, or `limit` events have gone by.
    mutating func run(mode: Mode = .planned, limit: Int = 5000) -> Bool {
        try? feed(.started(mode))
        var count = 0
        while !machine.state.phase.isAtRest, count < limit {
            count += 1
            turn()
        }
        return machine.state.phase.isAtRest
    }

    mutating func turn() {
        if happens(faultRate / 4) { return crash() }
        if pending.isEmpty || (!timers.isEmpty && happens(faultRate / 4)) {
            guard let next = timers.min(by: { ($0.value, "\($0.key)") < ($1.value, "\($1.key)") }) else { return }
            timers[next.key] = nil
            now = max(now, next.value)
            try? feed(.timerFired(next.key))
            return
        }
        let index = Int(generator.next() % UInt64(pending.count))
        answer(pending.remove(at: index))
    }

    /// Before an effect in doubt is looked at, its attempt has ended: it was performed by now, or it never will be.
    private mutating func abandon(_ node: NodeID) {
        pending.removeAll { command in
            guard case .perform(node, _) = command else { return false }
            if generator.next() % 2 == 0, let effect = machine.effect(for: node) { world.apply(effect) }
            return true
        }
    }

    mutating func crash() {
        for case .perform(let node, _) in pending { abandon(node) }
        pending.removeAll()
        try? feed(.resumed)
    }

    private mutating func answer(_ command: Command) {
        switch command {
        case .observe(let node, let token):
            try? feed(.observed(node, token, happens(faultRate) ? WorldState(unknownIn: PlanFixture.topology) : world))
        case .perform(let node, let token):
            guard let effect = machine.effect(for: node) else { return }
            performed.append(effect)
            if happens(faultRate) {
                switch generator.next() % 4 {
                case 0: try? feed(.finished(node, token, .notDone(.unreachable)))
                case 1:
                    world.apply(effect)
                    try? feed(.finished(node, token, .inDoubt))
                case 2: try? feed(.finished(node, token, .inDoubt))
                default: try? feed(.finished(node, token, .notDone(.invalid)))
                }
            } else {
                world.apply(effect)
                try? feed(.finished(node, token, .done))
            }
        case .sample(let sampler):
            let bad: [Verdict] = [.breaches, .unknown, .notYet]
            try? feed(.sampled(sampler, happens(faultRate) ? pick(bad) : .holds))
        case .ask(let node):
            let granted = answersAreGranted && !happens(faultRate)
            try? feed(.answered(node, Answer(person: UInt8(generator.next() % 3), roles: 1, isGranted: granted)))
            if machine.state.nodes[node.index].status == .asking { pending.append(command) }
        case .startTimer, .cancelTimer, .stopClock, .startClock, .rest:
            break
        }
    }

    private mutating func happens(_ percent: UInt64) -> Bool {
        guard maximumFaults > 0, generator.next() % 100 < percent else { return false }
        maximumFaults -= 1
        return true
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int(generator.next() % UInt64(elements.count))]
    }
}

/// A small seeded generator: the same seed gives the same run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
