import Runbook
import RunbookCompiler
import Testing
import World

@testable import Engine

@Suite struct RollbackTests {
    /// Drives a machine until a node is reached, everything going well.
    static func run(_ plan: Plan, until stop: (RunMachine) -> Bool) -> MachineDriver {
        var driver = MachineDriver(plan, seed: 7, faultRate: 0)
        try? driver.feed(.started(.planned))
        while !driver.machine.state.phase.isAtRest, !stop(driver.machine) { driver.turn() }
        return driver
    }

    @Test func effectsAreUndoneInReverseOrderWithTheValuesFromBefore() throws {
        var fixture = PlanFixture()
        fixture.shift("ten", 10)
        fixture.shift("half", 50)
        fixture.effect("fence", .fence(PlanFixture.east, PlanFixture.database))
        let gate = fixture.gate("gate", unknown: 0)
        fixture.endSection()
        var driver = Self.run(fixture.plan()) { $0.state.nodes[gate.index].status == .sampling }
        let forward = driver.performed.count
        try driver.feed(.sampled(0, .breaches))
        while !driver.machine.state.phase.isAtRest { driver.turn() }
        #expect(driver.machine.state.phase == .ended(.rolledBack))
        let undone = Array(driver.performed.dropFirst(forward))
        #expect(
            undone == [
                .unfence(PlanFixture.east, PlanFixture.database), route(90, 10), route(100, 0),
            ])
    }

    @Test func whatCannotBeUndoneOfTheDataKeepsAllEarlierDataOfTheServiceAsItIs() throws {
        var fixture = PlanFixture()
        fixture.shift("half", 50)
        let fence = fixture.effect("fence", .fence(PlanFixture.east, PlanFixture.database))
        let away = fixture.effect("away", .fence(PlanFixture.west, PlanFixture.database))
        let wait = fixture.step("wait", Node(.wait(.hours(1), isSoak: false)))
        fixture.endSection()
        let driver = Self.run(fixture.plan()) { $0.state.nodes[wait.index].status == .waiting }
        var machine = driver.machine
        _ = try machine.handle(.ordered(.rollback))
        #expect(machine.state.nodes[away.index].status == .undoObserving)
        _ = try machine.handle(.timerFired(.timeout(away)))
        #expect(machine.state.nodes[away.index].status == .undoFailed)
        // The fence in the other region stays; the traffic, which is another matter, goes home.
        #expect(machine.state.nodes[fence.index].status == .done)
        #expect(machine.state.nodes[0].status == .undoObserving)
    }

    @Test func aBranchWhoseStepIsSkippedWaitsForItsTurn() throws {
        let services = PlanFixture.api
        var fixture = PlanFixture()
        let grow = fixture.effect(
            "grow", .scale(PlanFixture.north, services, BasisPoints(12_000)), undo: .branch(section: 1))
        let half = fixture.shift("half", 50)
        let wait = fixture.step("wait", Node(.wait(.hours(1), isSoak: false)))
        fixture.endSection()
        let first = fixture.effect(
            "first", .scale(PlanFixture.north, services, BasisPoints(11_000)), undo: .nothing)
        let second = fixture.effect(
            "second", .scale(PlanFixture.north, services, BasisPoints(10_000)), undo: .nothing)
        fixture.endSection(.undo)
        let driver = Self.run(fixture.plan()) { $0.state.nodes[wait.index].status == .waiting }
        var machine = driver.machine
        func finish(_ node: NodeID, _ result: EffectResult) throws {
            _ = try machine.handle(.observed(node, machine.token(of: node), driver.world))
            _ = try machine.handle(.finished(node, machine.token(of: node), result))
        }
        _ = try machine.handle(.ordered(.rollback))
        // Neither the way back of the traffic nor the branch's first step succeeds.
        try finish(half, .notDone(.invalid))
        try finish(first, .notDone(.invalid))
        #expect(machine.state.phase == .held)
        _ = try machine.handle(.ordered(.skip(first)))
        #expect(machine.state.nodes[half.index].status == .undoObserving)
        #expect(machine.state.nodes[second.index].status == .pending)
        try finish(half, .done)
        #expect(machine.state.nodes[grow.index].status == .undoBranching)
        #expect(machine.state.nodes[second.index].status == .observing)
    }

    private func route(_ from: Int32, _ to: Int32) -> Effect {
        .route(
            from: PlanFixture.east, to: PlanFixture.west,
            [Effect.Route(service: ServiceIndex(1), from: .percent(from), to: .percent(to))])
    }

    @Test func afterThePointOfNoReturnAFailureHoldsAndARollbackIsRefused() throws {
        let plan = PlanFixture.failover()
        let rest = try #require(plan.node(named: "rest"))
        var driver = Self.run(plan) { $0.state.nodes[rest.index].status == .performing }
        let token = Token(attempt: driver.machine.state.nodes[rest.index].attempt, isUndo: false)
        try driver.feed(.finished(rest, token, .notDone(.invalid)))
        #expect(driver.machine.state.phase == .held)
        #expect(throws: Refusal.pointOfNoReturn) { try driver.feed(.ordered(.rollback)) }
        try driver.feed(.ordered(.retry(rest)))
        while !driver.machine.state.phase.isAtRest { driver.turn() }
        #expect(driver.machine.state.phase == .ended(.succeeded))
    }

    @Test func anIrreversibleEffectObservedAsNotDoneGivesTheWayBackBack() throws {
        let plan = PlanFixture.failover()
        let promote = try #require(plan.node(named: "promote"))
        var driver = Self.run(plan) { $0.state.nodes[promote.index].status == .performing }
        #expect(driver.machine.state.crossings == 1)
        let token = Token(attempt: 1, isUndo: false)
        try driver.feed(.finished(promote, token, .notDone(.invalid)))
        #expect(driver.machine.state.crossings == 0)
        while !driver.machine.state.phase.isAtRest { driver.turn() }
        #expect(driver.machine.state.phase == .ended(.rolledBack))
    }

    @Test func theSourceIsNotUnfencedWhileThePromotionOfTheTargetIsInDoubt() throws {
        let plan = PlanFixture.failover()
        let promote = try #require(plan.node(named: "promote"))
        var driver = Self.run(plan) { $0.state.nodes[promote.index].status == .performing }
        let performed = driver.performed.count
        try driver.feed(.finished(promote, Token(attempt: 1, isUndo: false), .inDoubt))
        try driver.feed(.timerFired(.timeout(promote)))
        for _ in 0..<130 where !driver.machine.state.phase.isAtRest {
            try? driver.feed(
                .observed(promote, Token(attempt: 1, isUndo: false), WorldState(unknownIn: PlanFixture.topology)))
            try? driver.feed(.timerFired(.recheck(promote)))
        }
        #expect(driver.machine.state.phase == .held)
        #expect(driver.performed.count == performed)
        #expect(throws: Refusal.pointOfNoReturn) { try driver.feed(.ordered(.rollback)) }
    }

    @Test func aRollbackSendsNoTrafficToARegionThatIsNotFitButHolds() throws {
        var fixture = PlanFixture()
        let half = fixture.shift("half", 50)
        let gate = fixture.gate("gate", unknown: 0)
        fixture.endSection()
        var driver = Self.run(fixture.plan()) { $0.state.nodes[gate.index].status == .sampling }
        try driver.feed(.sampled(0, .breaches))
        var world = driver.world
        world.isReachable[PlanFixture.east.index] = .no
        try driver.feed(.observed(half, Token(attempt: 1, isUndo: true), world))
        #expect(driver.machine.state.nodes[half.index].status == .undoAwaiting)
        try driver.feed(.timerFired(.timeout(half)))
        #expect(driver.machine.state.phase == .held)
        #expect(driver.machine.state.holdCause == Cause(node: half, reason: .unsafe(.receiverUnreachable)))
        try driver.feed(.ordered(.retry(half)))
        #expect(driver.machine.state.phase == .rollingBack)
    }

    @Test func anUndoThatFailsKeepsOnlyWhatTouchesTheSameResourceFromBeingUndone() throws {
        var fixture = PlanFixture()
        fixture.shift("half", 50)
        fixture.effect("north", .scale(PlanFixture.north, PlanFixture.api, BasisPoints(12_000)))
        let scale = fixture.effect("scale", .scale(PlanFixture.west, PlanFixture.api, BasisPoints(12_000)))
        let again = fixture.effect("again", .scale(PlanFixture.west, PlanFixture.api, BasisPoints(13_000)))
        let gate = fixture.gate("gate", unknown: 0)
        fixture.endSection()
        var driver = Self.run(fixture.plan()) { $0.state.nodes[gate.index].status == .sampling }
        try driver.feed(.sampled(0, .breaches))
        while driver.machine.state.nodes[again.index].status != .undoPerforming { driver.turn() }
        try driver.feed(.finished(again, Token(attempt: 1, isUndo: true), .notDone(.invalid)))
        while !driver.machine.state.phase.isAtRest { driver.turn() }
        #expect(driver.machine.state.phase == .held)
        #expect(driver.machine.state.holdCause == Cause(node: again, reason: .effectFailed(.invalid)))
        #expect(driver.machine.state.undoStack == [scale, again])
        #expect(driver.world[PlanFixture.west, ServiceIndex(1)].weight == .zero)
        #expect(driver.world[PlanFixture.north, ServiceIndex(1)].capacity == .all)

        try driver.feed(.ordered(.retry(again)))
        while !driver.machine.state.phase.isAtRest { driver.turn() }
        #expect(driver.machine.state.phase == .ended(.rolledBack))
        #expect(driver.world[PlanFixture.west, ServiceIndex(1)].capacity == .all)
    }

    @Test func theAuthorsBranchRunsOnceInsteadOfTheNaturalInverse() throws {
        var fixture = PlanFixture()
        fixture.shift("half", 50)
        fixture.shift("most", 80)
        let gate = fixture.gate("gate", unknown: 0)
        fixture.endSection()
        fixture.effect("back", .fence(PlanFixture.north, PlanFixture.database), undo: .nothing)
        let branch = fixture.endSection(.undo)
        fixture.change { for node in 0...1 { $0.nodes[node].undo = .branch(section: branch) } }
        var driver = Self.run(fixture.plan()) { $0.state.nodes[gate.index].status == .sampling }
        let forward = driver.performed.count
        try driver.feed(.sampled(0, .breaches))
        while !driver.machine.state.phase.isAtRest { driver.turn() }
        #expect(driver.machine.state.phase == .ended(.rolledBack))
        #expect(Array(driver.performed.dropFirst(forward)) == [.fence(PlanFixture.north, PlanFixture.database)])
    }

    @Test func finallyRunsOnceAtTheEndAndNeverChangesTheOutcome() throws {
        let plan = PlanFixture.failover()
        let tell = try #require(plan.node(named: "tell"))
        var driver = Self.run(plan) { $0.state.nodes[tell.index].status == .performing }
        #expect(driver.machine.state.phase == .finishing(.succeeded))
        #expect(driver.machine.notice(0).message == "succeeded")
        try driver.feed(.finished(tell, Token(attempt: 1, isUndo: false), .notDone(.invalid)))
        #expect(driver.machine.state.phase == .ended(.succeeded))
    }

    @Test func theDeadlineTurnsARunBackBeforeThePointOfNoReturnAndHoldsItAfter() throws {
        let plan = PlanFixture.failover()
        let half = try #require(plan.node(named: "half.gate"))
        var early = Self.run(plan) { $0.state.nodes[half.index].status == .sampling }
        try early.feed(.timerFired(.deadline))
        while !early.machine.state.phase.isAtRest { early.turn() }
        #expect(early.machine.state.phase == .ended(.rolledBack))
        #expect(early.machine.state.cause == Cause(node: nil, reason: .deadline))

        let rest = try #require(plan.node(named: "rest"))
        var late = Self.run(plan) { $0.state.nodes[rest.index].status == .observing }
        try late.feed(.timerFired(.deadline))
        #expect(late.machine.state.phase == .held)
    }

    /// A fence whose attempt nobody could find anything out about, and that a person let be.
    static func letBe(undo: Node.Undo) throws -> (machine: RunMachine, fence: NodeID, back: NodeID) {
        var fixture = PlanFixture()
        let fence = fixture.effect("fence", .fence(PlanFixture.east, PlanFixture.database), undo: undo)
        fixture.approval("go")
        fixture.endSection()
        let back = fixture.effect("back", .fence(PlanFixture.west, PlanFixture.database), undo: .nothing)
        fixture.effect("after", .fence(PlanFixture.north, PlanFixture.database), undo: .nothing)
        fixture.endSection(.undo)
        var machine = RunMachine(plan: fixture.plan())
        let first = Token(attempt: 1, isUndo: false)
        _ = try machine.handle(.started(.planned))
        _ = try machine.handle(.observed(fence, first, WorldFixture.healthy()))
        _ = try machine.handle(.finished(fence, first, .inDoubt))
        while machine.state.phase != .held {
            _ = try machine.handle(.observed(fence, first, WorldState(unknownIn: PlanFixture.topology)))
            if machine.state.phase != .held { _ = try machine.handle(.timerFired(.recheck(fence))) }
        }
        _ = try machine.handle(.ordered(.skip(fence)))
        _ = try machine.handle(.ordered(.rollback))
        return (machine, fence, back)
    }

    static func unseen(_ region: RegionIndex) -> WorldState {
        var world = WorldFixture.healthy()
        world[region, ServiceIndex(0)].isFenced = .unknown
        return world
    }

    @Test func nothingIsTakenBackWhileItMayStillBeOnItsWay() throws {
        var (machine, fence, _) = try Self.letBe(undo: .restore)
        let undo = Token(attempt: 1, isUndo: true)
        _ = try machine.handle(.observed(fence, undo, Self.unseen(PlanFixture.east)))
        #expect(machine.state.nodes[fence.index].concern == .stateUnknown)
        _ = try machine.handle(.timerFired(.recheck(fence)))
        let commands = try machine.handle(.observed(fence, undo, EffectTests.fenced()))
        #expect(commands.contains(.perform(fence, undo)))
    }

    @Test func aBranchWaitsForWhatCannotBeSeen() throws {
        var (machine, _, back) = try Self.letBe(undo: .branch(section: 1))
        let first = Token(attempt: 1, isUndo: false)
        _ = try machine.handle(.observed(back, first, Self.unseen(PlanFixture.west)))
        #expect(machine.state.nodes[back.index].concern == .stateUnknown)
        _ = try machine.handle(.timerFired(.recheck(back)))
        let commands = try machine.handle(.observed(back, first, WorldFixture.healthy()))
        #expect(commands.contains(.perform(back, first)))
    }

    @Test func aRollbackIsHeldAgainOverADoubtInABranchThatNobodyHasDealtWith() throws {
        var fixture = PlanFixture()
        let share = BasisPoints(12_000)
        fixture.effect("grow", .scale(PlanFixture.north, PlanFixture.api, share), undo: .branch(section: 1))
        let half = fixture.shift("half", 50)
        let wait = fixture.step("wait", Node(.wait(.hours(1), isSoak: false)))
        fixture.endSection()
        let back = fixture.effect("back", .fence(PlanFixture.north, PlanFixture.database), undo: .nothing)
        fixture.endSection(.undo)
        let driver = Self.run(fixture.plan()) { $0.state.nodes[wait.index].status == .waiting }
        var machine = driver.machine
        _ = try machine.handle(.ordered(.rollback))
        _ = try machine.handle(.observed(half, machine.token(of: half), driver.world))
        _ = try machine.handle(.finished(half, machine.token(of: half), .notDone(.invalid)))
        _ = try machine.handle(.observed(back, machine.token(of: back), driver.world))
        _ = try machine.handle(.finished(back, machine.token(of: back), .inDoubt))
        while machine.state.phase != .held {
            _ = try machine.handle(.observed(back, machine.token(of: back), Self.unseen(PlanFixture.north)))
            if machine.state.phase != .held { _ = try machine.handle(.timerFired(.recheck(back))) }
        }
        _ = try machine.handle(.ordered(.skip(half)))
        #expect(machine.state.phase == .held)
        let commands = try machine.handle(.ordered(.retry(back)))
        #expect(commands.contains(.observe(back, machine.token(of: back))))
    }
}
