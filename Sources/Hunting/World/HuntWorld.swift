import Engine
import Runbook
import RunbookCompiler
import World

/// The regions as they truly are. Effects take time, outages come and go, and requests are the world's own.
///
/// Confined to its scheduler's thread.
final class HuntWorld: @unchecked Sendable {
    let topology: Topology
    let nature: Nature
    private let scheduler: HuntScheduler
    private let seed: UInt64
    private let begin: Milliseconds
    private(set) var truth: WorldState
    private(set) var open: [Request] = []
    private var stalls: [RegionIndex: (count: Int, since: Milliseconds)] = [:]
    private var downs: [RegionIndex: [Outage.Kind]] = [:]
    /// The highest epoch that has acted on a service in a region.
    private var epochs: [Cell: Epoch] = [:]
    /// Every server has been told of this one.
    private var told = Epoch(rawValue: 0)
    var watch: (Sighting) -> Void = { _ in }

    init(_ specimen: Specimen, seed: UInt64, scheduler: HuntScheduler) {
        topology = specimen.plan.topology
        nature = specimen.nature
        truth = specimen.start
        self.seed = seed
        self.scheduler = scheduler
        begin = scheduler.now
    }

    func schedule(_ outage: Outage) {
        scheduler.at(begin + outage.from) { self.strike(outage) }
        scheduler.at(begin + outage.until) { self.mend(outage) }
    }

    private func strike(_ outage: Outage) {
        downs[outage.region, default: []].append(outage.kind)
        refresh(outage.region)
    }

    private func mend(_ outage: Outage) {
        if let place = downs[outage.region]?.firstIndex(of: outage.kind) { downs[outage.region]?.remove(at: place) }
        refresh(outage.region)
    }

    private func refresh(_ region: RegionIndex) {
        let kinds = downs[region] ?? []
        truth.isReachable[region.index] = Knowledge(!kinds.contains { $0 == .dead || $0 == .partition })
        let serves = Knowledge(!kinds.contains { $0 == .dead || $0 == .sick })
        for service in topology.regions[region.index].services { truth[region, service].isServing = serves }
        let stalls = kinds.contains { $0 != .sick }
        if stalls, self.stalls[region] == nil { self.stalls[region] = (1, scheduler.now) }
        if !stalls { self.stalls[region] = nil }
        watch(.outside(region))
    }

    func isReachable(_ region: RegionIndex) -> Bool { truth.isReachable[region.index] == .yes }
}

/// Requests.
extension HuntWorld {
    /// A request that was lost on its way comes once more, and is done.
    func submitAgain(_ request: Request) {
        let again = Request(
            number: request.number, request.assignment, node: request.node, asked: scheduler.now,
            cells: request.cells, fate: .done)
        open.append(again)
        watch(.sentAgain(again))
        var dice = Dice(seed, .request, again.number)
        scheduler.after(duration(of: again.assignment.effect, &dice)) { self.act(again) }
    }

    /// Takes a request on. It will act, or not, whatever becomes of the caller.
    /// - Returns: what the caller hears, and when; nil for nothing.
    func submit(
        _ assignment: Assignment, node: NodeID, number: Int, fate chosen: Fate
    ) -> (request: Request, reply: EffectReport?, at: Milliseconds) {
        var dice = Dice(seed, .request, number)
        let transit = Milliseconds(Int64(dice.within(1...60)))
        let length = duration(of: assignment.effect, &dice)
        let back = Milliseconds(Int64(dice.within(1...60)))
        let timeout = assignment.timeout
        var fate = chosen
        if let region = assignment.effect.region, !canReach(region, assignment.effect), fate == .done {
            fate = dice.chance(70) ? .unreachable : .lostRequest
        }
        let request = Request(
            number: number, assignment, node: node, asked: scheduler.now,
            cells: assignment.effect.cells(in: topology), fate: fate)
        open.append(request)
        watch(.asked(request))
        var act: Milliseconds? = transit + length
        var reply: EffectReport? = EffectReport(.done)
        var heard = transit + length + back
        var settled = act ?? .zero
        switch fate {
        case .done, .deaf: break
        case .refused, .conflict, .invalid, .unreachable, .overdue, .byHand:
            act = nil
            settled = transit
            reply = EffectReport(.notDone(HuntWorld.failure(fate)))
            heard = fate == .overdue ? timeout + Milliseconds(Int64(dice.within(1...40_000))) : transit + back
        case .lostRequest, .sentAgain:
            act = nil
            reply = nil
            settled = timeout + Milliseconds(Int64(dice.within(0...20_000)))
        case .lostReply, .half: reply = nil
        case .lateReply: heard = timeout + Milliseconds(Int64(dice.within(1...20_000)))
        case .lateEffect:
            // A doubt is put to people after half a minute of looking.
            let late = timeout + Milliseconds(Int64(dice.within(1...(dice.chance(70) ? 45_000 : 400_000))))
            act = late
            settled = late
            heard = late + back
        }
        if fate == .done, heard > timeout { reply = nil }
        let moment = scheduler.now
        if let act {
            scheduler.at(moment + act) { self.act(request) }
        } else {
            scheduler.at(moment + settled) {
                self.settle(request, .void)
                if fate == .byHand { self.scaleByHand(assignment.effect) }
            }
        }
        return (request, reply, moment + heard)
    }

    private static func failure(_ fate: Fate) -> EffectFailure {
        switch fate {
        case .conflict: .conflict
        case .invalid: .invalid
        case .unreachable: .unreachable
        default: .refused
        }
    }

    private func scaleByHand(_ effect: Effect) {
        guard case .scale(let region, _) = effect else { return }
        truth.apply(effect)
        watch(.outside(region))
    }

    private func settle(_ request: Request, _ state: Request.State) {
        request.state = state
        open.removeAll { $0 === request }
    }

    private func act(_ request: Request) {
        guard request.state == .open else { return }
        guard !isStale(request) else { return settle(request, .void) }
        var before = truth
        if case .promote(let region, let services, _) = request.assignment.effect {
            for service in services { before[region, service].lag = lag(region, service) }
        }
        truth.apply(request.fate == .half ? request.assignment.effect.half : request.assignment.effect)
        settle(request, .tookEffect)
        watch(.tookEffect(request, before: before, after: truth))
    }

    /// Whether its server has heard of a newer executor; otherwise it now has heard of this one.
    func isStale(_ request: Request) -> Bool {
        guard nature.enforcesEpoch else { return false }
        let epoch = request.assignment.epoch
        if epoch < told { return true }
        for cell in request.cells { if let seen = epochs[cell], seen > epoch { return true } }
        for cell in request.cells { epochs[cell] = epoch }
        return false
    }

    func hasHeardOfNewer(_ assignment: Assignment) -> Bool {
        guard nature.enforcesEpoch else { return false }
        if assignment.epoch < told { return true }
        return assignment.effect.cells(in: topology).contains { cell in
            epochs[cell].map { $0 > assignment.epoch } ?? false
        }
    }

    /// From here on requests of older executors are refused, those that are under way too.
    func supersede(before epoch: Epoch) {
        guard nature.enforcesEpoch else { return }
        told = max(told, epoch)
        for request in open where isStale(request) { settle(request, .void) }
    }

    private func canReach(_ region: RegionIndex, _ effect: Effect) -> Bool {
        if case .fence = effect, nature.fencesFromOutside { return true }
        return isReachable(region)
    }

    private func duration(of effect: Effect, _ dice: inout Dice) -> Milliseconds {
        let range =
            switch effect {
            case .route: 50...3000
            case .promote: 500...12_000
            case .fence, .unfence: 50...4000
            case .follow: 500...20_000
            case .scale: 500...30_000
            case .verify, .prepare, .release, .custom: 100...8000
            case .notify: 20...800
            }
        return Milliseconds(Int64(dice.within(range)))
    }
}

/// Looks.
extension HuntWorld {
    /// What can be seen now: nothing of the data of a region that cannot be reached, and no fact on which an earlier
    /// request may still act.
    func view() -> WorldState {
        var world = truth
        for region in topology.regionIndices {
            for service in topology.regions[region.index].services.intersection(topology.stateful) {
                world[region, service].lag = lag(region, service)
            }
            if !isReachable(region) { hide(region, in: &world) }
        }
        for request in open { for cell in request.cells { cell.hide(in: &world) } }
        return world
    }

    private func hide(_ region: RegionIndex, in world: inout WorldState) {
        for service in topology.regions[region.index].services {
            if downs[region]?.contains(.dead) != true { world[region, service].isServing = .unknown }
            world[region, service].capacity = nil
            world[region, service].role = .unknown
            world[region, service].lag = nil
            world[region, service].source = .unknown
            world[region, service].isStreaming = .unknown
            if !nature.fencesFromOutside { world[region, service].isFenced = .unknown }
        }
    }

    /// How far a region's data truly is behind its writer; nil when no way leads to one.
    func lag(_ region: RegionIndex, _ service: ServiceIndex, hops: Int = 8) -> Milliseconds? {
        let state = truth[region, service]
        switch state.role {
        case .writer: return .zero
        case .none, .unknown, .detached: return nil
        case .standby:
            guard case .region(let source) = state.source else { return nil }
            switch truth[source, service].role {
            case .writer: break
            case .standby where hops > 0: guard lag(source, service, hops: hops - 1) != nil else { return nil }
            case .standby, .detached, .none, .unknown: return nil
            }
            if let stall = stalls[region] ?? stalls[source] { return scheduler.now - stall.since + Milliseconds(200) }
            if truth[source, service].acknowledgesWrites == .no { return .zero }
            return Milliseconds((scheduler.now.rawValue / 7 + Int64(region.rawValue) * 131) % 1500)
        }
    }
}
