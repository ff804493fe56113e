import Engine
import HeapModule
import Runbook
package import RunbookCompiler
import World

/// A run against simulated regions in virtual time: the machine, sessions, gates and effects of a live run, without
/// tasks, clocks and journal. The same plan, world and settings give the same report.
package struct Rehearsal: Sendable {
    private enum Happening: Hashable, Sendable {
        case observe(NodeID, Token)
        case sample(Int)
        case proceed(Int)
        case answer(NodeID, person: String, isGranted: Bool)
        case report
    }

    private struct Entry: Comparable, Sendable {
        var at: Milliseconds
        var order: Int
        var happening: Happening

        static func < (left: Entry, right: Entry) -> Bool {
            left.at != right.at ? left.at < right.at : left.order < right.order
        }

        static func == (left: Entry, right: Entry) -> Bool { left.order == right.order }
    }

    /// How long it takes to look at regions, and to measure them.
    private static let (lookTime, sampleTime) = (Milliseconds(20), Milliseconds(50))

    private let settings: RehearsalSettings
    private let queries: [[MetricQuery]]
    private let start: Milliseconds
    private var world: SimulatedWorld
    private var session: RunSession
    private var heap = Heap<Entry>()
    private var order = 0
    private var undertakings: [(node: NodeID, token: Token, undertaking: Undertaking)] = []
    /// The attempt of a node that is on its way. What is in doubt is given up before anybody looks at what it did.
    private var attempts: [NodeID: Int] = [:]
    private var batch = SessionBatch()
    private var records: [JournalRecord] = []
    private var samples: [RehearsalSample] = []
    private var gauge = RehearsalGauge()

    package init(_ plan: Plan, in world: SimulatedWorld, _ settings: RehearsalSettings) {
        self.settings = settings
        self.world = world
        start = world.clock
        queries = plan.gates.map { GateEvaluator.queries(of: $0) }
        session = RunSession(
            plan: plan, initiator: settings.initiator, settleTime: Milliseconds(world.blueprint.timeToLive))
    }

    /// Rehearses until the run comes to rest.
    package static func run(_ plan: Plan, in world: SimulatedWorld, _ settings: RehearsalSettings) -> RehearsalReport {
        var rehearsal = Rehearsal(plan, in: world, settings)
        return rehearsal.run()
    }

    private mutating func run() -> RehearsalReport {
        if let faults = settings.faults { world.schedule(faults) }
        if settings.sampling != nil { expect(.report, at: start) }
        accept(.started(settings.mode), "")
        takeUp()
        while !session.machine.state.phase.isAtRest {
            guard let next = nextMoment else { return report(.stuck) }
            guard next - start <= settings.limit else { return report(.endless) }
            pass(to: next)
            session.fireDueTimers(at: next, into: &batch)
            takeUp()
            while let entry = heap.min, entry.at <= next {
                heap.removeMin()
                happen(entry.happening)
                gauge.look(at: world)
                takeUp()
            }
        }
        return report(.rest)
    }

    /// Stops wherever the world changes by itself, to see what became of it.
    private mutating func pass(to moment: Milliseconds) {
        repeat {
            world.advance(to: min(moment, world.nextChange))
            gauge.look(at: world)
        } while world.clock < moment
    }

    /// A report alone keeps nothing going.
    private var nextMoment: Milliseconds? {
        mutating get {
            let deadline = session.nextDeadline
            guard deadline != nil || heap.unordered.contains(where: { $0.happening != .report }) else { return nil }
            return [deadline, heap.min?.at].compactMap { $0 }.min()
        }
    }

    private mutating func expect(_ happening: Happening, at moment: Milliseconds) {
        order += 1
        heap.insert(Entry(at: moment, order: order, happening: happening))
    }

    private mutating func accept(_ event: Event, _ detail: String) {
        session.accept(event, detail: detail, at: world.clock, into: &batch)
    }

    /// Keeps the records and sets about the commands.
    private mutating func takeUp() {
        records += batch.records
        let work = batch.work
        batch.removeAll()
        for command in work {
            switch command {
            case .observe(let node, let token):
                attempts[node] = nil
                expect(.observe(node, token), at: world.clock + Rehearsal.lookTime)
            case .perform(let node, let token): perform(node, token)
            case .sample(let sampler): expect(.sample(sampler), at: world.clock + Rehearsal.sampleTime)
            case .ask(let node): ask(node)
            case .startTimer, .cancelTimer, .stopClock, .startClock, .rest: break
            }
        }
    }

    private mutating func happen(_ happening: Happening) {
        switch happening {
        case .observe(let node, let token): accept(.observed(node, token, world.observation()), "")
        case .sample(let sampler): sample(sampler)
        case .proceed(let index): proceed(index)
        case .answer(let node, let person, let isGranted): answer(node, person, isGranted)
        case .report:
            samples.append(RehearsalSample(of: world))
            if let interval = settings.sampling { expect(.report, at: world.clock + max(interval, Milliseconds(1))) }
        }
    }

    private mutating func report(_ ending: RehearsalReport.Ending) -> RehearsalReport {
        if settings.sampling != nil { samples.append(RehearsalSample(of: world)) }
        return RehearsalReport(
            ending: ending, session: session, world: world, records: records, start: start,
            duration: world.clock - start, samples: samples, gauge: gauge)
    }
}

extension Rehearsal {
    private mutating func perform(_ node: NodeID, _ token: Token) {
        guard let effect = session.machine.effect(for: node) else { return }
        let assignment = session.assignment(
            effect, for: node, token, run: settings.run, epoch: settings.epoch)
        undertakings.append((node, token, Undertaking(assignment)))
        attempts[node] = undertakings.count - 1
        proceed(undertakings.count - 1)
    }

    private mutating func proceed(_ index: Int) {
        let (node, token, _) = undertakings[index]
        guard attempts[node] == index else { return }
        switch undertakings[index].undertaking.proceed(in: &world) {
        case .wait(let moment): expect(.proceed(index), at: moment)
        case .answer(let report):
            attempts[node] = nil
            switch report.answer {
            case .done: accept(.finished(node, token, .done), report.detail)
            case .notDone(let failure): accept(.finished(node, token, .notDone(failure)), report.detail)
            case .inDoubt, .superseded: accept(.finished(node, token, .inDoubt), report.detail)
            }
        }
    }

    private mutating func sample(_ sampler: Int) {
        let index = session.plan.samplers[sampler].gate
        let evaluator = GateEvaluator(
            topology: session.plan.topology, mode: session.machine.state.mode, now: world.clock,
            settledAt: session.settledAt)
        let reading = evaluator.read(session.plan.gates[index], queries[index].map { world.measure($0) })
        accept(.sampled(sampler, reading.verdict), reading.detail)
    }

    /// As many people as are needed answer, one after the other; none of them started the run.
    private mutating func ask(_ node: NodeID) {
        guard case .approval(let index) = session.plan.nodes[node.index].kind else { return }
        let people = Int64(settings.approvals == .granted ? session.plan.approvals[index].need : 1)
        guard settings.approvals != .silent else { return }
        for number in 0..<people {
            expect(
                .answer(node, person: "approver \(number + 1)", isGranted: settings.approvals == .granted),
                at: world.clock + settings.answerTime * (number + 1))
        }
    }

    private mutating func answer(_ node: NodeID, _ name: String, _ isGranted: Bool) {
        guard case .approval(let index) = session.plan.nodes[node.index].kind else { return }
        let seen = isGranted ? session.machine.terms(of: node, in: world.observation()) : nil
        let answer = Answer(
            person: session.person(named: name), roles: session.plan.approvals[index].roles, isGranted: isGranted,
            seen: seen)
        accept(.answered(node, answer), RunSession.detail(of: name, isGranted ? "granted" : "declined"))
    }
}
