import Engine
import Runbook
import RunbookCompiler
import Stores
import World

/// One run from its start to its end, through every executor that had it, with everything that goes wrong on the way.
///
/// Confined to its scheduler's thread.
final class Story: @unchecked Sendable {
    static let run = "run"
    private static let mostJobs = 400_000
    private static let mostRecords = 30_000
    private static let longest = Milliseconds.hours(24 * 30)

    let specimen: Specimen
    let scheduler: HuntScheduler
    let world: HuntWorld
    let memory = MemoryStore()
    let script: FaultScript
    let seed: UInt64
    private let begin = Milliseconds.hours(24 * 365 * 50)
    let scene: Scene
    var coverage = Coverage()
    private(set) var violations: [Violation] = []
    private(set) var journal: [JournalRecord] = []
    private var checkers: CheckerBench
    var counts = Counts()
    /// How often a call of the store still fails.
    var failing: [StoreCall: StoreFault] = [:]
    private var outcomes: [JournalRecord] = []
    private var current: Incarnation?
    private var ghosts: [Incarnation] = []
    private var stir = Signal()
    var mailboxes: [Signal] = []
    private var takeOver: (down: Milliseconds, jump: Milliseconds)?
    private var isOver = false
    private let keepsTrace: Bool
    private(set) var trace: [String] = []

    struct Counts {
        var boundary = 0, look = 0, sample = 0, request = 0, question = 0, anew = 0, rest = 0, patience = 0
        var calls: [StoreCall: Int] = [:]
    }

    init(
        _ specimen: Specimen, faults: [Fault], seed: UInt64, checkers: [any HuntChecker.Type] = AllCheckers.types,
        keepsTrace: Bool = false
    ) {
        self.specimen = specimen
        self.seed = seed
        self.keepsTrace = keepsTrace
        script = FaultScript(faults)
        scheduler = HuntScheduler(seed: seed, startingAt: begin)
        world = HuntWorld(specimen, seed: seed, scheduler: scheduler)
        scene = Scene(specimen, now: begin)
        self.checkers = CheckerBench(checkers)
    }

    /// Until the run has ended and the world is quiet, or a checker has something against it.
    func tell() { SchedulerHooks.leading(to: scheduler, go) }

    private func go() {
        world.watch = { [unowned self] in see($0) }
        for outage in script.outages { world.schedule(outage) }
        scheduler.start { await self.direct() }
        let stop = scheduler.run(limit: Story.mostJobs) {
            isOver || !violations.isEmpty || journal.count > Story.mostRecords
                || scheduler.now - begin > Story.longest
        }
        if !isOver, violations.isEmpty { report(Liveness.name, Liveness.complaint(stop, scene)) }
        coverage.end(scene.fold, journal, simulated: scheduler.now - begin)
        world.watch = { _ in }
        abandon()
    }

    /// Lets everything end that still waits, so that nothing of the story outlives it.
    private func abandon() {
        isOver = true
        for incarnation in ghosts + [current].compactMap(\.self) { incarnation.die() }
        stir.raise()
        var quiet = 0
        _ = scheduler.run(limit: scheduler.jobCount + 20_000) {
            quiet += 1
            return quiet > 20_000
        }
        scheduler.forgetAlarms()
        (current, ghosts) = (nil, [])
    }
}

/// What is seen.
extension Story {
    func see(_ sighting: Sighting) {
        guard !isOver || { if case .over = sighting { true } else { false } }() else { return }
        scene.now = scheduler.now
        scene.truth = world.truth
        scene.open = world.open
        scene.looks.see(sighting, at: scene.now)
        if keepsTrace { trace.append("\(scene.now - begin) \(sighting.text(scene))") }
        coverage.see(sighting)
        if let violation = checkers.see(sighting, scene) { report(violation.checker, violation.message) }
    }

    private func report(_ checker: String, _ message: String) {
        guard violations.isEmpty else { return }
        violations.append(Violation(checker: checker, message: message))
    }

    func journaled(_ records: [JournalRecord], by epoch: Epoch) {
        for record in records {
            journal.append(record)
            do throws(Refusal) {
                scene.sequence = record.sequence
                _ = try scene.fold.handle(record.event)
            } catch { report(LiveEqualsReplay.name, "record \(record.sequence) does not replay: \(error.sentence)") }
            switch record.event {
            case .finished: if outcomes.count < 64 { outcomes.append(record) }
            default: break
            }
            see(.journaled(record, by: epoch))
        }
    }

    /// A superseded one may believe what it likes: it can note nothing.
    func rested(_ phase: Phase, _ incarnation: Incarnation) { if incarnation === current { see(.rested(phase)) } }
}

/// Where the incarnations meet the story.
extension Story {
    func nextLook() -> (Dice, LookFault?) {
        counts.look += 1
        let fault = script.looks[counts.look - 1]
        if fault != nil { coverage.count("look fault") }
        return (Dice(seed, .look, counts.look), fault)
    }

    func nextSample() -> (Dice, SampleFault?) {
        counts.sample += 1
        let fault = script.samples[counts.sample - 1]
        if fault != nil { coverage.count("sample fault") }
        return (Dice(seed, .sample, counts.sample), fault)
    }

    func nextRequest() -> (Int, Fate) {
        counts.request += 1
        let fate = script.fates[counts.request - 1] ?? .done
        if fate != .done { coverage.count("request \(fate.rawValue)") }
        return (counts.request, fate)
    }

    func lease(_ lifeline: Lifeline) -> (any RunLease)? { incarnation(lifeline)?.lease }

    /// Its lease was not renewed, and it does not know by whom it will be.
    func missed(_ lifeline: Lifeline) { if let incarnation = incarnation(lifeline) { takeOverOnceRunOut(incarnation) } }

    func hasLease(_ lifeline: Lifeline) -> Bool { incarnation(lifeline)?.lease.isCertain ?? false }

    private func incarnation(_ lifeline: Lifeline) -> Incarnation? {
        (ghosts + [current].compactMap(\.self)).first { $0.lifeline === lifeline }
    }

    func wallNow(_ lifeline: Lifeline) -> Milliseconds {
        incarnation(lifeline)?.timekeeper.now ?? scheduler.now
    }

    /// Counts a boundary and lets strike what is to strike there; false when the incarnation is dead.
    func cross(_ boundary: Boundary, _ lifeline: Lifeline) async -> Bool {
        guard await lifeline.pass() else { return false }
        counts.boundary += 1
        guard let faults = script.boundaries[counts.boundary - 1],
            let incarnation = current, incarnation.lifeline === lifeline
        else { return true }
        for fault in faults { strike(fault, incarnation, boundary) }
        return await lifeline.pass()
    }

    private func strike(_ fault: Fault, _ incarnation: Incarnation, _ boundary: Boundary) {
        switch fault {
        case .crash(_, let down, let jump):
            coverage.crash(boundary, scene.fold.state.phase)
            takeOver = (down, jump)
            incarnation.die()
        case .suspend(_, let length, let jump):
            coverage.count("suspended")
            incarnation.lifeline.suspend()
            scheduler.after(length) {
                incarnation.timekeeper.leap(by: jump)
                incarnation.lifeline.wake()
            }
            takeOverOnceRunOut(incarnation)
        case .clock(_, let jump):
            coverage.count("clock leaps")
            incarnation.timekeeper.leap(by: jump)
        case .order(_, let order):
            coverage.count("order while running")
            let event = Event.ordered(order.order(scene.fold))
            switch counts.boundary % 4 {
            case 0: send(event, from: "bob")
            case 1: incarnation.inbox.post(event, detail: "bob: ordered it")
            // Just after whatever has crossed this boundary.
            default: scheduler.start { incarnation.inbox.post(event, detail: "bob: ordered it") }
            }
        case .echo(_, let choice):
            guard let record = echo(choice) else { return }
            coverage.count("echo")
            incarnation.inbox.post(record.event, detail: record.detail)
        default: break
        }
    }

    /// An outcome that comes once more: if there is one of an attempt that another has followed, that one. An adapter
    /// answers each attempt once, so none of the attempt that is under way.
    private func echo(_ choice: Int) -> JournalRecord? {
        var (overtaken, others): ([JournalRecord], [JournalRecord]) = ([], [])
        for record in outcomes {
            guard case .finished(let node, let token, _) = record.event else { continue }
            let isUnderWay = scene.status(of: node).isInFlight
            if isUnderWay, token == scene.fold.token(of: node) { continue }
            if isUnderWay { overtaken.append(record) } else { others.append(record) }
        }
        let choices = overtaken.isEmpty ? others : overtaken
        return choices.isEmpty ? nil : choices[choice % choices.count]
    }

    /// Somebody waits for the lease of an executor to run out.
    func takeOverOnceRunOut(_ incarnation: Incarnation) {
        let stirred = stir
        scheduler.at(incarnation.lease.certainUntil) { [self] in
            guard incarnation === current, incarnation.lifeline.isAlive, incarnation.end == nil,
                !incarnation.lease.isCertain
            else { return }
            coverage.count("taken over while \(incarnation.lifeline.isSuspended ? "suspended" : "alive")")
            incarnation.lease.lose()
            ghosts.append(incarnation)
            takeOver = (.zero, .zero)
            stirred.raise()
        }
    }
}

/// One executor after another.
extension Story {
    private func direct() async {
        var order: HuntOrder?
        var jump = Milliseconds.zero
        guard var epoch = try? await memory.create(header()) else { return }
        while !isOver {
            let records = (try? await memory.records(of: Story.run)) ?? []
            let incarnation = Incarnation(
                self, epoch: epoch, jump: jump, notBefore: records.last?.time ?? begin)
            current = incarnation
            stir = Signal()
            takeOver = nil
            outcomes.removeAll()
            see(.took(epoch))
            let (stirred, told) = (stir, order)
            scheduler.start {
                await incarnation.live(records, order: told)
                stirred.raise()
            }
            // A suspended incarnation does not end, but stirs.
            await stirred.wait()
            let summary = try? await memory.summary(of: Story.run)
            if summary?.status.isEnd == true, takeOver == nil || incarnation.end != nil { break }
            (order, jump) = (nil, .zero)
            if let takeOver, incarnation.end == nil || !incarnation.lifeline.isAlive {
                jump = takeOver.jump
                await sleep(takeOver.down)
            } else if case .rested? = incarnation.end {
                order = nextOrder()
                // Half of what people order waits in the store for whoever takes the run.
                if counts.rest % 2 == 0, let waiting = order {
                    send(.ordered(waiting.order(scene.fold)), from: "bob")
                    order = nil
                }
                await sleep(Milliseconds(1000))
            } else {
                await sleep(Milliseconds(3000))
            }
            guard let taken = await takeRun() else { break }
            epoch = taken
        }
        for ghost in ghosts { await ghost.ended.wait() }
        await quiet()
        see(.over)
        isOver = true
    }

    /// Until no request may act any more.
    private func quiet() async {
        while !world.open.isEmpty { await sleep(.seconds(1)) }
    }

    func sleep(_ length: Milliseconds) async {
        let signal = Signal()
        scheduler.after(length) { signal.raise() }
        await signal.wait()
    }

    /// What a person does with a run at rest: first what the script says, then what is sensible, at last what must do.
    private func nextOrder() -> HuntOrder? {
        counts.rest += 1
        coverage.count("rest")
        if approveAnew() { return nil }
        if let order = script.rests[counts.rest - 1] { return order }
        let orders: [HuntOrder] =
            scene.fold.state.phase == .paused
            ? [.proceed] : [.retry(0), .proceed, .retry(0), .rollback, .skip(0), .skip(0), .stop]
        counts.patience += 1
        return orders[(counts.patience - 1) % orders.count]
    }

    private func header() -> RunHeader {
        RunHeader(
            run: Story.run, runbook: specimen.plan.runbook, version: 1, environment: "hunt", mode: specimen.mode,
            parameters: [:], initiator: "ann", started: begin, planDigest: "", sources: [], claims: [])
    }
}
