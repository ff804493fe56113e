import Engine
import Runbook
import RunbookCompiler
import World

/// The regions as one incarnation reaches them.
struct HuntAdapter: RegionAdapter {
    let story: Story
    let lifeline: Lifeline
    let manifest: AdapterManifest

    init(_ story: Story, _ lifeline: Lifeline) {
        self.story = story
        self.lifeline = lifeline
        let nature = story.specimen.nature
        manifest = AdapterManifest(
            name: "hunt", parts: Set(Environment.Part.ofRegions), actions: HuntActions.catalogue.declarations,
            enforcesEpoch: nature.enforcesEpoch, settleTime: .seconds(Int64(nature.settleSeconds)))
    }

    private var world: HuntWorld { story.world }
    private var scheduler: HuntScheduler { story.scheduler }

    func observe() async -> WorldState {
        let unknown = WorldState(unknownIn: story.specimen.plan.topology)
        guard await story.cross(.beforeLook, lifeline) else { return unknown }
        var (dice, fault) = story.nextLook()
        if case .slow(let length) = fault { await pause(length) }
        if dice.chance(40) { await pause(Milliseconds(Int64(dice.within(1...200)))) }
        let seen = fault == .blind ? unknown : world.view()
        story.see(.looked(seen))
        if dice.chance(10) { await pause(Milliseconds(Int64(dice.within(1...50)))) }
        guard await story.cross(.afterLook, lifeline) else { return unknown }
        return seen
    }

    func measure(_ queries: [MetricQuery]) async -> [Measurement] {
        story.see(.sampled(queries))
        guard await story.cross(.beforeSample, lifeline) else { return [] }
        var (dice, fault) = story.nextSample()
        if case .slow(let length) = fault { await pause(length) }
        if dice.chance(20) { await pause(Milliseconds(Int64(dice.within(1...200)))) }
        let measured = queries.map { world.measure($0, fault, at: story.wallNow(lifeline)) }
        guard await story.cross(.afterSample, lifeline) else { return [] }
        return measured
    }

    func apply(_ assignment: Assignment) async -> EffectReport {
        let called = scheduler.now
        guard await story.cross(.beforeEffect, lifeline), let node = story.specimen.nodes[assignment.step] else {
            return EffectReport(.inDoubt)
        }
        // Who is cancelled sends nothing any more. Neither does a client that slept for longer than it may take, nor, where
        // nobody else sees to it, one whose lease has run out.
        let mayAct = manifest.enforcesEpoch || story.hasLease(lifeline)
        guard !Task.isCancelled else { return EffectReport(.inDoubt) }
        guard scheduler.now == called || scheduler.now - called < assignment.timeout && mayAct
        else { return EffectReport(.inDoubt) }
        if world.hasHeardOfNewer(assignment) { return EffectReport(.superseded) }
        let (number, fate) = story.nextRequest()
        let (request, reply, moment) = world.submit(assignment, node: node, number: number, fate: fate)
        if fate == .sentAgain { return await sendAgain(request) }
        guard await story.cross(.afterEffect, lifeline) else { return EffectReport(.inDoubt) }
        let signal = lifeline.signal()
        scheduler.at(fate == .overdue ? moment : min(moment, called + assignment.timeout)) { signal.raise() }
        if fate == .deaf || fate == .overdue { await signal.wait() } else { await signal.waitOrCancel() }
        if fate == .overdue, await lifeline.pass() { return reply ?? EffectReport(.inDoubt) }
        guard await lifeline.pass(), let reply, scheduler.now >= moment, scheduler.now <= called + assignment.timeout
        else { return EffectReport(.inDoubt) }
        if request.state == .void, reply.answer == .done { return EffectReport(.superseded) }
        return reply
    }

    /// Once more when its time is over, by a client that heeds nothing but being told to end. Who slept does not.
    private func sendAgain(_ request: Request) async -> EffectReport {
        let moment = scheduler.now + request.assignment.timeout + Milliseconds(Int64(1 + request.number * 977 % 8000))
        let signal = lifeline.signal()
        scheduler.at(moment) { signal.raise() }
        await signal.waitOrCancel()
        guard await lifeline.pass(), !Task.isCancelled, scheduler.now == moment,
            manifest.enforcesEpoch ? !world.hasHeardOfNewer(request.assignment) : story.hasLease(lifeline)
        else { return EffectReport(.inDoubt) }
        world.submitAgain(request)
        return EffectReport(.inDoubt)
    }

    func supersede(_ run: String, before epoch: Epoch) async {
        guard await lifeline.pass() else { return }
        world.supersede(before: epoch)
    }

    private func pause(_ length: Milliseconds) async {
        let signal = lifeline.signal()
        scheduler.after(length) { signal.raise() }
        await signal.waitOrCancel()
    }
}
