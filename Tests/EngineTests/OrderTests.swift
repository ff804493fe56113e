import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@Suite struct OrderTests {
    static func waiting() throws -> RunMachine {
        var fixture = PlanFixture()
        fixture.step("soak", Node(.wait(.minutes(2), isSoak: true)))
        fixture.shift("half", 50)
        fixture.endSection()
        var machine = RunMachine(plan: fixture.plan())
        _ = try machine.handle(.started(.planned))
        return machine
    }

    @Test func aPausedRunStandsStillAndGoesOnWhereItWas() throws {
        var machine = try Self.waiting()
        #expect(try machine.handle(.ordered(.pause)) == [.cancelTimer(.wait(NodeID(0))), .stopClock, .rest])
        #expect(machine.state.phase == .paused)
        #expect(throws: Refusal.notNow) { _ = try machine.handle(.ordered(.pause)) }
        #expect(
            try machine.handle(.ordered(.proceed)) == [.startClock, .startTimer(.wait(NodeID(0)), .minutes(2))])
    }

    @Test func aPauseLetsAnEffectInFlightSettleFirst() throws {
        var fixture = PlanFixture()
        let half = fixture.shift("half", 50)
        fixture.shift("rest", 100)
        fixture.endSection()
        var machine = RunMachine(plan: fixture.plan())
        let token = Token(attempt: 1, isUndo: false)
        _ = try machine.handle(.started(.planned))
        _ = try machine.handle(.observed(half, token, WorldFixture.healthy()))
        _ = try machine.handle(.ordered(.pause))
        #expect(machine.state.phase == .settling(.pause))
        let commands = try machine.handle(.finished(half, token, .done))
        #expect(machine.state.phase == .paused)
        #expect(!commands.contains { if case .observe = $0 { true } else { false } })
    }

    /// A run that was told to pause while its first shift was in flight.
    static func pausing() throws -> (machine: RunMachine, shift: NodeID) {
        var fixture = PlanFixture()
        let half = fixture.shift("half", 50)
        fixture.endSection()
        var machine = RunMachine(plan: fixture.plan())
        _ = try machine.handle(.started(.planned))
        _ = try machine.handle(.observed(half, Self.first, WorldFixture.healthy()))
        _ = try machine.handle(.ordered(.pause))
        return (machine, half)
    }

    static let first = Token(attempt: 1, isUndo: false)

    @Test(arguments: [false, true])
    func aPauseIsNoFailureOfWhatCameBackAsNotDone(hasCrashed: Bool) throws {
        var (machine, half) = try Self.pausing()
        if hasCrashed {
            _ = try machine.handle(.resumed)
            _ = try machine.handle(.observed(half, Self.first, WorldFixture.healthy()))
        } else {
            _ = try machine.handle(.finished(half, Self.first, .notDone(.unreachable)))
        }
        #expect(machine.state.phase == .paused)
        let commands = try machine.handle(.ordered(.proceed))
        #expect(commands.contains(.observe(half, Self.first)))
    }

    @Test func aStepThatFailsForGoodWhileItsRunPausesSendsItBackAndIsTheCause() throws {
        var (machine, half) = try Self.pausing()
        _ = try machine.handle(.finished(half, Self.first, .notDone(.invalid)))
        #expect(machine.state.phase == .ended(.rolledBack))
        #expect(machine.state.cause == Cause(node: half, reason: .effectFailed(.invalid)))
    }

    @Test func aRunThatIsAboutToPauseCanBeSentBack() throws {
        var (machine, half) = try Self.pausing()
        _ = try machine.handle(.ordered(.rollback))
        #expect(machine.state.phase == .settling(.rollback))
        let commands = try machine.handle(.finished(half, Self.first, .done))
        #expect(commands.contains(.observe(half, Token(attempt: 1, isUndo: true))))
    }

    @Test func stopEndsTheRunWhereItIsWithoutARollback() throws {
        var machine = try Self.waiting()
        _ = try machine.handle(.ordered(.stop))
        #expect(machine.state.phase == .ended(.stopped))
        #expect(throws: Refusal.ended) { _ = try machine.handle(.ordered(.proceed)) }
    }

    @Test func emergencyEndsASoakAndLeavesAPlainWait() throws {
        var machine = try Self.waiting()
        let commands = try machine.handle(.ordered(.switchMode(.emergency)))
        #expect(commands.contains(.observe(NodeID(1), Token(attempt: 1, isUndo: false))))
        #expect(machine.state.mode == .emergency)
    }

    @Test func emergencyDropsAnApprovalThatOnlyAPlannedRunAsks() throws {
        var fixture = PlanFixture()
        let ask = fixture.approval("go")
        fixture.endSection()
        fixture.change { $0.nodes[ask.index].when = .planned }
        var machine = RunMachine(plan: fixture.plan())
        _ = try machine.handle(.started(.planned))
        _ = try machine.handle(.ordered(.switchMode(.emergency)))
        #expect(machine.state.nodes[ask.index].status == .skipped)
        #expect(machine.state.phase == .ended(.succeeded))
    }

    @Test func aHeldStepCanBeSkippedAndTheRunGoesOn() throws {
        let plan = PlanFixture.failover()
        let rest = try #require(plan.node(named: "rest"))
        var driver = RollbackTests.run(plan) { $0.state.nodes[rest.index].status == .performing }
        try driver.feed(.finished(rest, Token(attempt: 1, isUndo: false), .notDone(.invalid)))
        #expect(driver.machine.state.phase == .held)
        try driver.feed(.ordered(.skip(rest)))
        while !driver.machine.state.phase.isAtRest { driver.turn() }
        #expect(driver.machine.state.phase == .ended(.succeeded))
        #expect(driver.machine.state.nodes[rest.index].status == .continued)
    }
}
