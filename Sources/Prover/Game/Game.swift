import Engine
package import Runbook
package import RunbookCompiler
package import World

/// A run against everything that can happen to it: the machine decides, an adversary chooses what becomes of that.
///
/// Time has no length here. A move may come at any moment at which it is possible at all.
package struct Game: Sendable {
    package let plan: Plan
    package let mode: Mode
    let start: WorldState
    /// What a look without an answer shows.
    let unseen: WorldState
    /// Works on the memory of whatever state is at play.
    var machine: RunMachine
    var commands: [Command] = []
    /// The first property that the move at hand has broken.
    var breach: Breach?
    let losses: [Loss]
    let restorable: [Cell]
    let outline: Outline
    let lulls: Lulls
    /// Actions that come to a built-in effect.
    let deeds: [PlanAction]
    /// Whether a run in which nothing goes wrong has to succeed.
    let mustSucceed: Bool
    /// By `Plan.always`.
    private(set) var heldAtTheStart: [Bool] = []

    package init(_ plan: Plan, mode: Mode, from start: WorldState, mustSucceed: Bool = false) {
        self.plan = plan
        self.mode = mode
        self.start = Game.settled(start, plan.topology)
        unseen = WorldState(unknownIn: plan.topology)
        machine = RunMachine(plan: plan)
        losses = Game.losses(in: plan.topology)
        restorable = Game.restorable(plan)
        outline = Outline(plan)
        lulls = Lulls(plan, outline.footprints, mode: mode)
        deeds = plan.actions.filter { $0.deed != nil }
        self.mustSucceed = mustSucceed
        guard !plan.always.isEmpty else { return }
        let opening = opening()
        heldAtTheStart = plan.always.map { holds($0, opening) }
    }

    /// The state is left as it was; the machine has its memory meanwhile.
    mutating func fingerprint(of state: inout GameState) -> Fingerprint {
        let outages = concern(of: &state)
        return Fingerprint(state, outages: outages, outline)
    }

    /// What is lost and may still matter. On the way back, and at the end, much of it cannot be noticed any more.
    private mutating func concern(of state: inout GameState) -> Outages {
        // What is lost decides what is true at the end.
        guard plan.always.isEmpty, !state.outages.isEmpty, outline.isGoingBack(state.run),
            !state.flights.contains(where: \.isStray)
        else {
            return state.outages
        }
        var outages = state.outages
        machine.exchange(&state.run)
        defer { machine.exchange(&state.run) }
        let services = plan.topology.services.count
        let lost = losses.filter { outages.contains($0, services: services) }
        let reads = readsOnTheWayBack(in: state, untilNoticed: lost)
        for loss in lost where !reads.notices(loss, plan.topology) { outages.toggle(loss, services: services) }
        return outages
    }

    /// The start of a run, as its first event leaves it.
    package mutating func opening() -> GameState {
        var state = GameState(run: RunState(plan), truth: start)
        machine.exchange(&state.run)
        try? hear(.started(mode), &state)
        machine.exchange(&state.run)
        return state
    }

    /// Whatever streams has caught up: the small lag of a good day is no fact to begin with.
    private static func settled(_ world: WorldState, _ topology: Topology) -> WorldState {
        var world = world
        for region in topology.regionIndices {
            world.isReachable[region.index] = .yes
            for service in topology.regions[region.index].services {
                world[region, service].isServing = .yes
                world[region, service].lag = nil
            }
        }
        return world
    }

    private static func losses(in topology: Topology) -> [Loss] {
        topology.regionIndices.flatMap { region in
            [.region(region), .way(region)] + topology.regions[region.index].services.map { .service(region, $0) }
        } + topology.links.indices.prefix(64).map(Loss.link)
    }
}
