import Engine
import Runbook
import RunbookCompiler
import Testing
import World

/// Sequences that once went wrong.
@Suite struct HardCaseTests {
    static let first = Token(attempt: 1, isUndo: false)
    static let healthy = WorldFixture.healthy()

    static func fence(_ change: (inout Node) -> Void = { _ in }, finally: Bool = false) -> (Plan, NodeID) {
        var fixture = PlanFixture()
        let fence = fixture.effect("fence", .fence(PlanFixture.east, PlanFixture.database), change)
        fixture.endSection()
        if finally {
            fixture.change { $0.notices = [PlanNotice(channel: "ops", message: "x")] }
            fixture.effect("tell", .notify(0), undo: .nothing, captures: 0) { $0.isObservable = false }
            let section = fixture.endSection(.finally(scope: 0..<1))
            fixture.change { $0.finally = section }
        }
        return (fixture.plan(), fence)
    }

    static func started(_ plan: Plan) throws -> RunMachine {
        var machine = RunMachine(plan: plan)
        _ = try machine.handle(.started(.planned))
        return machine
    }

    @Test func anEffectThatLandsAfterItWasSeenAsNotDoneIsUndoneByTheRollback() throws {
        var fixture = PlanFixture()
        let fence = fixture.effect("fence", .fence(PlanFixture.east, PlanFixture.database))
        let ask = fixture.approval("go")
        fixture.endSection()
        var machine = try Self.started(fixture.plan())
        _ = try machine.handle(.observed(fence, Self.first, Self.healthy))
        _ = try machine.handle(.resumed)
        _ = try machine.handle(.observed(fence, Self.first, Self.healthy))
        _ = try machine.handle(.observed(fence, Self.first, EffectTests.fenced()))
        #expect(machine.state.undoStack == [fence])
        let commands = try machine.handle(.answered(ask, Answer(person: 1, roles: 1, isGranted: false)))
        #expect(machine.state.phase == .rollingBack)
        #expect(commands.contains(.observe(fence, Token(attempt: 1, isUndo: true))))
    }

    @Test func anUnobservableIrreversibleActionInDoubtLeavesNoWayBack() throws {
        for isRepeatable in [true, false] {
            var fixture = PlanFixture()
            fixture.change { $0.actions = [PlanAction(name: "cut", arguments: [:], touches: [])] }
            let cut = fixture.effect("cut", .custom(0), undo: .nothing, captures: 0) {
                $0.isObservable = false
                $0.isRepeatable = isRepeatable
                $0.isIrreversible = true
                $0.retry = .once
            }
            fixture.endSection()
            var machine = try Self.started(fixture.plan())
            _ = try machine.handle(.finished(cut, Self.first, .inDoubt))
            #expect(machine.state.phase == .held)
            #expect(throws: Refusal.pointOfNoReturn) { _ = try machine.handle(.ordered(.rollback)) }
            _ = try machine.handle(.ordered(.retry(cut)))
            _ = try machine.handle(.finished(cut, Self.first, .notDone(.invalid)))
            #expect(machine.state.phase == .held)
            #expect(machine.state.crossings == 1)
        }
    }

    @Test(arguments: [true, false])
    func whatStoppedHalfWayHasCrossedThePointOfNoReturn(isRepeated: Bool) throws {
        let both = PlanFixture.database.union(PlanFixture.api)
        var fixture = PlanFixture()
        let fence = fixture.effect("fence", .fence(PlanFixture.east, both), undo: .nothing, captures: 2) {
            $0.isIrreversible = true
            if !isRepeated { $0.retry = .once }
        }
        fixture.endSection()
        var machine = try Self.started(fixture.plan())
        _ = try machine.handle(.observed(fence, Self.first, Self.healthy))
        _ = try machine.handle(.finished(fence, Self.first, .inDoubt))
        var half = Self.healthy
        half[PlanFixture.east, ServiceIndex(0)].isFenced = .yes
        _ = try machine.handle(.observed(fence, Self.first, half))
        if isRepeated {
            let second = Token(attempt: 2, isUndo: false)
            _ = try machine.handle(.timerFired(.retry(fence)))
            _ = try machine.handle(.observed(fence, second, half))
            _ = try machine.handle(.finished(fence, second, .notDone(.invalid)))
        }
        #expect(machine.state.phase == .held)
        #expect(machine.state.crossings == 1)
        #expect(throws: Refusal.pointOfNoReturn) { _ = try machine.handle(.ordered(.rollback)) }
    }

    @Test func anActionInDoubtToTheEndIsTakenBackByItsBranch() throws {
        var fixture = PlanFixture()
        fixture.change { $0.actions = [PlanAction(name: "shed", arguments: [:], touches: [])] }
        let shed = fixture.effect("shed", .custom(0), undo: .branch(section: 1), captures: 0) {
            $0.isObservable = false
            $0.retry = .once
        }
        fixture.endSection()
        let back = fixture.effect("back", .custom(0), undo: .nothing, captures: 0) { $0.isObservable = false }
        fixture.endSection(.undo)
        var machine = try Self.started(fixture.plan())
        let commands = try machine.handle(.finished(shed, Self.first, .inDoubt))
        #expect(machine.state.phase == .rollingBack)
        #expect(commands.contains(.perform(back, Self.first)))
    }

    @Test func aRunPausedDuringItsLastEffectEndsWhenItGoesOn() throws {
        let (plan, fence) = Self.fence()
        var machine = try Self.started(plan)
        _ = try machine.handle(.observed(fence, Self.first, Self.healthy))
        _ = try machine.handle(.ordered(.pause))
        _ = try machine.handle(.finished(fence, Self.first, .done))
        #expect(machine.state.phase == .paused)
        _ = try machine.handle(.ordered(.proceed))
        #expect(machine.state.phase == .ended(.succeeded))
    }

    @Test(arguments: [false, true])
    func skippingTheLastStepEndsTheRunWithItsClockGoing(hasFinally: Bool) throws {
        let (plan, fence) = Self.fence({ $0.failureRule = .hold }, finally: hasFinally)
        var session = RunSession(plan: plan, initiator: "ann", settleTime: .zero)
        var batch = SessionBatch()
        let events: [Event] = [
            .started(.planned), .observed(fence, Self.first, Self.healthy),
            .finished(fence, Self.first, .notDone(.invalid)), .ordered(.skip(fence)),
        ]
        for (moment, event) in events.enumerated() {
            let refusal = session.accept(event, at: Milliseconds(Int64(moment)), into: &batch)
            #expect(refusal == nil)
        }
        guard hasFinally else {
            #expect(session.machine.state.phase == .ended(.succeeded))
            return
        }
        session.accept(.finished(NodeID(1), Self.first, .notDone(.unreachable)), at: Milliseconds(9), into: &batch)
        #expect(session.machine.state.phase == .finishing(.succeeded))
        let next = session.nextDeadline
        #expect(next != nil)
    }

    @Test func aSampleThatIsLateDoesNotDisturbTheUndo() throws {
        var fixture = PlanFixture()
        let half = fixture.shift("half", 50)
        fixture.watch(half, unknown: 0)
        let ask = fixture.approval("go")
        fixture.endSection()
        var machine = try Self.started(fixture.plan())
        _ = try machine.handle(.observed(half, Self.first, Self.healthy))
        _ = try machine.handle(.finished(half, Self.first, .done))
        _ = try machine.handle(.answered(ask, Answer(person: 1, roles: 1, isGranted: false)))
        #expect(machine.state.nodes[half.index].status == .undoObserving)
        #expect(throws: Refusal.stale) { _ = try machine.handle(.sampled(0, .breaches)) }
        #expect(try !machine.handle(.resumed).contains(.sample(0)))
    }

    @Test func afterAnUndoHasBegunNothingGoesForwardAgain() throws {
        var fixture = PlanFixture()
        fixture.shift("half", 50)
        let scale = fixture.effect("scale", .scale(PlanFixture.west, PlanFixture.api, BasisPoints(12_000)))
        let gate = fixture.gate("gate", unknown: 0)
        fixture.endSection()
        var driver = RollbackTests.run(fixture.plan()) { $0.state.nodes[gate.index].status == .sampling }
        try driver.feed(.sampled(0, .breaches))
        while driver.machine.state.nodes[scale.index].status != .undoPerforming { driver.turn() }
        try driver.feed(.finished(scale, Token(attempt: 1, isUndo: true), .notDone(.invalid)))
        while !driver.machine.state.phase.isAtRest { driver.turn() }
        #expect(driver.machine.state.phase == .held)
        for order in [Order.retry(gate), .skip(gate), .proceed] {
            #expect(throws: Refusal.notNow) { try driver.feed(.ordered(order)) }
        }
        try driver.feed(.ordered(.skip(scale)))
        while !driver.machine.state.phase.isAtRest { driver.turn() }
        #expect(driver.machine.state.phase == .ended(.stopped), "a skipped undo is no rollback")
    }

    @Test func aRunThatTheDeadlineHeldBehindThePointOfNoReturnCanGoOn() throws {
        let plan = PlanFixture.failover()
        let rest = try #require(plan.node(named: "rest"))
        var driver = RollbackTests.run(plan) { $0.state.nodes[rest.index].status == .observing }
        try driver.feed(.timerFired(.deadline))
        #expect(driver.machine.state.phase == .held)
        try driver.feed(.ordered(.proceed))
        while !driver.machine.state.phase.isAtRest { driver.turn() }
        #expect(driver.machine.state.phase == .ended(.succeeded))
    }

    @Test func ofTwoHeldSiblingsEachCanBeDealtWithInTurn() throws {
        var fixture = PlanFixture()
        var nodes: [NodeID] = []
        for region in [PlanFixture.east, PlanFixture.west] {
            let id = "scale\(region.rawValue)"
            let operation = RunbookCompiler.Operation.scale(region, PlanFixture.api, BasisPoints(12_000))
            nodes.append(fixture.effect(id, operation, after: []) { $0.failureRule = .hold })
        }
        fixture.endSection()
        var machine = try Self.started(fixture.plan())
        for node in nodes { _ = try machine.handle(.observed(node, Self.first, Self.healthy)) }
        for node in nodes { _ = try machine.handle(.finished(node, Self.first, .notDone(.invalid))) }
        for node in nodes {
            #expect(machine.state.phase == .held)
            _ = try machine.handle(.ordered(.retry(node)))
            _ = try machine.handle(.observed(node, Self.first, Self.healthy))
            _ = try machine.handle(.finished(node, Self.first, .done))
        }
        #expect(machine.state.phase == .ended(.succeeded))
    }

    @Test func aSampleAskedForInPlannedModeDoesNotCountInAnEmergency() throws {
        var fixture = PlanFixture()
        let gate = fixture.gate("fit", passes: 1)
        fixture.endSection()
        var machine = try Self.started(fixture.plan())
        _ = try machine.handle(.ordered(.switchMode(.emergency)))
        #expect(try machine.handle(.sampled(0, .holds)) == [.sample(0)])
        #expect(machine.state.nodes[gate.index].status == .sampling)
        _ = try machine.handle(.sampled(0, .holds))
        #expect(machine.state.phase == .ended(.succeeded))
    }

    @Test func peopleAreNumberedLiveAsTheyAreInTheReplay() throws {
        var fixture = PlanFixture()
        let ask = fixture.approval("go", need: 3)
        fixture.endSection()
        var live = RunSession(plan: fixture.plan(), initiator: "ann", settleTime: .zero)
        var batch = SessionBatch()
        live.accept(.started(.planned), at: .zero, into: &batch)
        for name in ["bob", "carol"] {
            let answer = Answer(person: live.person(named: name), roles: 1, isGranted: true)
            live.accept(.answered(ask, answer), detail: RunSession.detail(of: name, "granted"), at: .zero, into: &batch)
        }
        var replayed = RunSession(plan: fixture.plan(), initiator: "ann", settleTime: .zero)
        for record in batch.records { try replayed.replay(record) }
        #expect(live.people == ["ann", "bob", "carol"])
        #expect(replayed.people == live.people)
    }

    @Test func aChildsFinallyInDoubtDoesNotKeepTheRunFromGoingBack() throws {
        var fixture = PlanFixture()
        fixture.change { plan in
            plan.notices = [PlanNotice(channel: "ops", message: "x")]
            plan.actions = [PlanAction(name: "page", arguments: [:], touches: [])]
        }
        let tell = fixture.effect("tell", .notify(0), undo: .nothing, captures: 0, after: []) { node in
            (node.isObservable, node.retry) = (false, .once)
        }
        let end = fixture.step("child.finally", Node(.finally(section: 1)), after: [])
        fixture.endSection()
        let page = fixture.effect("page", .custom(0), undo: .nothing, captures: 0) { node in
            (node.isObservable, node.isRepeatable) = (false, false)
        }
        fixture.endSection(.finally(scope: end.index..<end.index + 1))
        var machine = try Self.started(fixture.plan())
        _ = try machine.handle(.finished(tell, Self.first, .inDoubt))
        #expect(machine.state.phase == .settling(.rollback))
        _ = try machine.handle(.finished(page, Self.first, .inDoubt))
        #expect(machine.state.phase == .ended(.rolledBack))
    }

    @Test(arguments: [(DataRole.standby, Phase.rollingBack), (.unknown, .running), (.writer, .running)])
    func aFencedWriterIsNotRebuiltFromWhoNeverTookOver(other: DataRole, phase: Phase) throws {
        let service = ServiceIndex(0)
        var fixture = PlanFixture()
        fixture.effect("fence", .fence(PlanFixture.east, PlanFixture.database))
        let follow = fixture.effect(
            "follow", .replicate(from: PlanFixture.west, to: PlanFixture.east, PlanFixture.database))
        fixture.endSection()
        var world = Self.healthy
        var machine = try Self.started(fixture.plan())
        _ = try machine.handle(.observed(NodeID(0), Self.first, world))
        _ = try machine.handle(.finished(NodeID(0), Self.first, .done))
        world[PlanFixture.east, service].isFenced = .yes
        world[PlanFixture.west, service].role = other
        let commands = try machine.handle(.observed(follow, Self.first, world))
        #expect(machine.state.phase == phase)
        #expect(commands.contains(.perform(follow, Self.first)) == (other == .writer))
    }
}
