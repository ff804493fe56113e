import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@Suite struct PreparationTests {
    static let promotion = Effect.promote(PlanFixture.west, PlanFixture.database, loss: .zero)

    /// Shift, prepare, fence, promote, and a gate at which it may turn back.
    static func plan() -> Plan {
        var fixture = PlanFixture()
        fixture.shift("half", 50)
        fixture.preparation("prepare")
        fixture.effect("fence", .fence(PlanFixture.east, PlanFixture.database))
        fixture.effect(
            "promote", .promote(PlanFixture.west, PlanFixture.database, LossBound(planned: .zero, emergency: .zero))
        ) {
            $0.undo = .nothing
        }
        fixture.gate("gate", unknown: 0)
        fixture.endSection()
        return fixture.plan()
    }

    static let (prepare, fence) = (NodeID(1), NodeID(2))

    /// Driven until the preparation is under way.
    static func preparing() -> MachineDriver {
        RollbackTests.run(plan()) { $0.state.nodes[prepare.index].status == .performing }
    }

    static func settle(_ driver: inout MachineDriver) {
        while !driver.machine.state.phase.isAtRest { driver.turn() }
    }

    @Test func whatWasPreparedIsReleasedAfterEverythingElseIsBack() throws {
        var driver = RollbackTests.run(Self.plan()) { $0.state.nodes[Self.fence.index].status == .performing }
        #expect(driver.performed.last == .prepare(Self.promotion))
        try driver.feed(.ordered(.rollback))
        Self.settle(&driver)
        #expect(driver.machine.state.phase == .ended(.rolledBack))
        #expect(driver.performed.last == .release(Self.promotion))
        #expect(driver.world[PlanFixture.east, ServiceIndex(1)].weight == .all)
        #expect(driver.world[PlanFixture.east, ServiceIndex(0)].isFenced == .no)
    }

    @Test("A run goes on without what could not be prepared", arguments: EffectFailure.allCases)
    func failed(_ failure: EffectFailure) throws {
        var driver = Self.preparing()
        try driver.feed(.finished(Self.prepare, Token(attempt: 1, isUndo: false), .notDone(failure)))
        #expect(driver.machine.state.nodes[Self.prepare.index].status == .continued)
        #expect(driver.machine.state.nodes[Self.fence.index].status == .observing)
        #expect(!driver.machine.state.undoStack.contains(Self.prepare))
        Self.settle(&driver)
        #expect(driver.machine.state.phase == .ended(.succeeded))
    }

    @Test func aPreparationInDoubtIsPassedOverAndYetReleased() throws {
        var driver = Self.preparing()
        try driver.feed(.finished(Self.prepare, Token(attempt: 1, isUndo: false), .inDoubt))
        #expect(driver.machine.state.nodes[Self.prepare.index].status == .continued)
        try driver.feed(.ordered(.rollback))
        Self.settle(&driver)
        #expect(driver.machine.state.phase == .ended(.rolledBack))
        #expect(driver.performed.last == .release(Self.promotion))
    }

    @Test func aPreparationThatTakesTooLongDoesNotKeepTheRunWaiting() throws {
        var driver = Self.preparing()
        try driver.feed(.timerFired(.timeout(Self.prepare)))
        #expect(driver.machine.state.nodes[Self.prepare.index].status == .continued)
        #expect(driver.machine.state.nodes[Self.fence.index].status == .observing)
    }

    @Test(
        "A release that fails leaves a good rollback a good one",
        arguments: [EffectResult.notDone(.unreachable), .inDoubt])
    func releaseFailed(_ result: EffectResult) throws {
        var driver = RollbackTests.run(Self.plan()) { $0.state.nodes[Self.fence.index].status == .performing }
        try driver.feed(.ordered(.rollback))
        while driver.machine.state.nodes[Self.prepare.index].status != .undoPerforming { driver.turn() }
        try driver.feed(.finished(Self.prepare, Token(attempt: 1, isUndo: true), result))
        #expect(driver.machine.state.phase == .ended(.rolledBack))
        #expect(driver.machine.state.holdCause == nil)
    }

    @Test func aPreparationThatItsExecutorDidNotSurviveIsMadeAgain() throws {
        var driver = Self.preparing()
        try driver.feed(.resumed)
        #expect(driver.machine.state.nodes[Self.prepare.index].status == .performing)
        #expect(driver.machine.state.nodes[Self.prepare.index].attempt == 1)
        Self.settle(&driver)
        #expect(driver.machine.state.phase == .ended(.succeeded))
    }
}
