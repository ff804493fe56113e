import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@Suite struct EffectTests {
    static let node = NodeID(0)
    static let first = Token(attempt: 1, isUndo: false)

    static func machine(_ change: (inout Node) -> Void = { _ in }) throws -> RunMachine {
        var fixture = PlanFixture()
        fixture.effect("fence", .fence(PlanFixture.east, PlanFixture.database), change)
        fixture.endSection()
        var machine = RunMachine(plan: fixture.plan())
        _ = try machine.handle(.started(.planned))
        return machine
    }

    static func fenced() -> WorldState {
        var world = WorldFixture.healthy()
        world[PlanFixture.east, ServiceIndex(0)].isFenced = .yes
        return world
    }

    @Test func anEffectIsLookedAtThenPerformedThenDone() throws {
        var machine = RunMachine(plan: try Self.machine().plan)
        #expect(
            try machine.handle(.started(.planned)) == [
                .startTimer(.deadline, .minutes(225)), .startTimer(.timeout(Self.node), .seconds(60)),
                .observe(Self.node, Self.first),
            ])
        #expect(
            try machine.handle(.observed(Self.node, Self.first, WorldFixture.healthy())) == [
                .perform(Self.node, Self.first)
            ])
        #expect(machine.effect(for: Self.node) == .fence(PlanFixture.east, PlanFixture.database))
        #expect(
            try machine.handle(.finished(Self.node, Self.first, .done)) == [
                .cancelTimer(.timeout(Self.node)), .cancelTimer(.deadline), .cancelTimer(.finallyBudget), .rest,
            ])
        #expect(machine.state.phase == .ended(.succeeded))
    }

    @Test func whatIsAlreadyAsWantedIsNotPerformedAndNotUndone() throws {
        var machine = try Self.machine()
        let commands = try machine.handle(.observed(Self.node, Self.first, Self.fenced()))
        #expect(!commands.contains(.perform(Self.node, Self.first)))
        #expect(machine.state.undoStack.isEmpty)
        #expect(machine.state.phase == .ended(.succeeded))
    }

    @Test func aFailedAttemptIsRepeatedAfterAPauseUntilItsAttemptsAreUsedUp() throws {
        var machine = try Self.machine {
            $0.retry = RetryPolicy(attempts: 3, delay: .seconds(2), factor: 3, maximumDelay: .seconds(5))
        }
        for (attempt, delay) in [(UInt8(1), Milliseconds.seconds(2)), (2, .seconds(5))] {
            let token = Token(attempt: attempt, isUndo: false)
            _ = try machine.handle(.observed(Self.node, token, WorldFixture.healthy()))
            #expect(
                try machine.handle(.finished(Self.node, token, .notDone(.refused))) == [
                    .startTimer(.retry(Self.node), delay)
                ])
            #expect(
                try machine.handle(.timerFired(.retry(Self.node))) == [
                    .observe(Self.node, Token(attempt: attempt + 1, isUndo: false))
                ])
        }
        let last = Token(attempt: 3, isUndo: false)
        _ = try machine.handle(.observed(Self.node, last, WorldFixture.healthy()))
        _ = try machine.handle(.finished(Self.node, last, .notDone(.refused)))
        #expect(machine.state.phase == .ended(.rolledBack))
        #expect(machine.state.cause == Cause(node: Self.node, reason: .effectFailed(.refused)))
    }

    @Test(arguments: [
        (EffectResult.inDoubt, true, Phase.ended(.succeeded)), (.inDoubt, false, .running),
    ])
    func aDoubtIsDecidedByWhatIsSeen(result: EffectResult, wasDone: Bool, phase: Phase) throws {
        var machine = try Self.machine()
        _ = try machine.handle(.observed(Self.node, Self.first, WorldFixture.healthy()))
        #expect(try machine.handle(.finished(Self.node, Self.first, result)) == [.observe(Self.node, Self.first)])
        _ = try machine.handle(.observed(Self.node, Self.first, wasDone ? Self.fenced() : WorldFixture.healthy()))
        #expect(machine.state.phase == phase)
        #expect(machine.state.nodes[0].status == (wasDone ? .done : .backingOff))
    }

    @Test func aDoubtThatLookingDoesNotResolveIsHeldAndNeverUndone() throws {
        var machine = try Self.machine()
        _ = try machine.handle(.observed(Self.node, Self.first, WorldFixture.healthy()))
        _ = try machine.handle(.finished(Self.node, Self.first, .inDoubt))
        for _ in 1..<120 {
            let commands = try machine.handle(
                .observed(Self.node, Self.first, WorldState(unknownIn: PlanFixture.topology)))
            #expect(commands == [.startTimer(.recheck(Self.node), Milliseconds(250))])
            _ = try machine.handle(.timerFired(.recheck(Self.node)))
        }
        _ = try machine.handle(.observed(Self.node, Self.first, WorldState(unknownIn: PlanFixture.topology)))
        #expect(machine.state.phase == .held)
        #expect(machine.state.holdCause == Cause(node: Self.node, reason: .inDoubt))
        #expect(machine.state.nodes[0].status == .doubtful)
        #expect(machine.state.inFlight == 0)
    }

    @Test func aStepThatRunsOutOfTimeInFlightIsInDoubtAndNotRepeated() throws {
        var machine = try Self.machine()
        _ = try machine.handle(.observed(Self.node, Self.first, WorldFixture.healthy()))
        #expect(try machine.handle(.timerFired(.timeout(Self.node))) == [.observe(Self.node, Self.first)])
        _ = try machine.handle(.observed(Self.node, Self.first, WorldFixture.healthy()))
        #expect(machine.state.phase == .ended(.rolledBack))
        #expect(machine.state.cause == Cause(node: Self.node, reason: .timedOut))
    }

    @Test func anUnrepeatableActionInDoubtIsHeldInsteadOfRepeated() throws {
        var fixture = PlanFixture()
        fixture.effect("charge", .custom(0), undo: .nothing, captures: 0) {
            $0.isObservable = false
            $0.isRepeatable = false
        }
        fixture.endSection()
        fixture.change { $0.actions = [PlanAction(name: "charge", arguments: [:], touches: [])] }
        var machine = RunMachine(plan: fixture.plan())
        #expect(try machine.handle(.started(.planned)).last == .perform(Self.node, Self.first))
        _ = try machine.handle(.finished(Self.node, Self.first, .inDoubt))
        #expect(machine.state.phase == .held)
    }

    @Test func lateAndRepeatedAnswersAreRefusedAndChangeNothing() throws {
        var machine = try Self.machine()
        _ = try machine.handle(.observed(Self.node, Self.first, WorldFixture.healthy()))
        _ = try machine.handle(.finished(Self.node, Self.first, .notDone(.unreachable)))
        let before = machine
        let stale: [Event] = [
            .finished(Self.node, Self.first, .done), .observed(Self.node, Self.first, Self.fenced()),
            .timerFired(.attempt(Self.node)), .timerFired(.recheck(Self.node)), .timerFired(.wait(Self.node)),
            .sampled(0, .holds), .finished(NodeID(99), Self.first, .done), .timerFired(.within(Self.node)),
            .answered(Self.node, Engine.Answer(person: 1, roles: 1, isGranted: true)), .started(.planned),
        ]
        for event in stale {
            #expect(throws: Refusal.self, "\(event)") { _ = try machine.handle(event) }
            let isUnchanged = machine == before
            #expect(isUnchanged, "\(event)")
        }
    }

    @Test func anUnsafeEffectIsNeverPerformed() throws {
        var fixture = PlanFixture()
        fixture.effect(
            "promote", .promote(PlanFixture.west, PlanFixture.database, LossBound(planned: .zero, emergency: .zero)),
            undo: .nothing)
        fixture.endSection()
        var machine = RunMachine(plan: fixture.plan())
        _ = try machine.handle(.started(.planned))
        let commands = try machine.handle(.observed(Self.node, Self.first, WorldFixture.healthy()))
        #expect(!commands.contains(.perform(Self.node, Self.first)))
        #expect(machine.state.cause == Cause(node: Self.node, reason: .unsafe(.secondWriter)))
    }

    @Test func aPromotionWaitsForTheTargetToCatchUpAndFailsWhenItDoesNot() throws {
        var fixture = PlanFixture()
        fixture.effect(
            "promote", .promote(PlanFixture.west, PlanFixture.database, LossBound(planned: .zero, emergency: .zero)),
            undo: .nothing)
        fixture.endSection()
        var machine = RunMachine(plan: fixture.plan())
        _ = try machine.handle(.started(.planned))
        var world = Self.fenced()
        world[PlanFixture.west, ServiceIndex(0)].lag = .seconds(2)
        #expect(
            try machine.handle(.observed(Self.node, Self.first, world)) == [
                .startTimer(.recheck(Self.node), Milliseconds(250))
            ])
        #expect(try machine.handle(.timerFired(.recheck(Self.node))) == [.observe(Self.node, Self.first)])
        var caughtUp = machine
        world[PlanFixture.west, ServiceIndex(0)].lag = .zero
        #expect(try caughtUp.handle(.observed(Self.node, Self.first, world)).contains(.perform(Self.node, Self.first)))
        world[PlanFixture.west, ServiceIndex(0)].lag = .seconds(1)
        _ = try machine.handle(.observed(Self.node, Self.first, world))
        _ = try machine.handle(.timerFired(.timeout(Self.node)))
        #expect(machine.state.cause?.reason == .unsafe(.lossBeyondBound))
    }
}
