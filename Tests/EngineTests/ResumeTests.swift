import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@Suite struct ResumeTests {
    /// The undisturbed run, cut after each event, taken over, and played to its end.
    @Test func aRunThatIsTakenOverAfterAnyEventEndsAsTheUndisturbedOne() throws {
        let plan = PlanFixture.failover()
        var undisturbed = MachineDriver(plan, seed: 3, faultRate: 0)
        let rests = undisturbed.run()
        #expect(rests)
        for cut in 1..<undisturbed.events.count {
            var driver = MachineDriver(plan, seed: 3, faultRate: 0)
            try driver.feed(.started(.planned))
            while driver.events.count < cut { driver.turn() }
            driver.crash()
            while !driver.machine.state.phase.isAtRest { driver.turn() }
            #expect(driver.machine.state.phase == undisturbed.machine.state.phase, "cut after event \(cut)")
            let isSameWorld = driver.world == undisturbed.world
            #expect(isSameWorld, "cut after event \(cut)")
        }
    }

    @Test func crashesUseUpNoAttempts() throws {
        var machine = try EffectTests.machine { $0.retry = .once }
        for _ in 0..<5 {
            _ = try machine.handle(.observed(EffectTests.node, EffectTests.first, WorldFixture.healthy()))
            #expect(machine.state.nodes[0].status == .performing)
            _ = try machine.handle(.resumed)
            let commands = try machine.handle(
                .observed(EffectTests.node, EffectTests.first, WorldFixture.healthy()))
            #expect(commands.last == .observe(EffectTests.node, EffectTests.first))
        }
        _ = try machine.handle(.observed(EffectTests.node, EffectTests.first, EffectTests.fenced()))
        #expect(machine.state.phase == .ended(.succeeded))
    }

    /// What settles at the take-over lets the rollback begin, and the undo that this brings about is asked for once.
    @Test func anUndoThatTheTakeOverBringsAboutIsNotTakenForInterrupted() throws {
        var fixture = PlanFixture()
        fixture.change { $0.notices = [PlanNotice(channel: "operations", message: "on its way")] }
        fixture.effect("tell", .notify(0), undo: .nothing, captures: 0) {
            ($0.isObservable, $0.isRepeatable) = (false, true)
        }
        fixture.join([])
        let prepare = fixture.preparation("prepare")
        let fence = fixture.effect("fence", .fence(PlanFixture.east, PlanFixture.database)) { $0.retry = .once }
        fixture.endSection()
        var machine = RunMachine(plan: fixture.plan())
        let first = Token(attempt: 1, isUndo: false)
        _ = try machine.handle(.started(.planned))
        _ = try machine.handle(.finished(prepare, first, .done))
        _ = try machine.handle(.observed(fence, first, WorldFixture.healthy()))
        _ = try machine.handle(.finished(fence, first, .notDone(.conflict)))
        #expect(machine.state.phase == .settling(.rollback))
        let performed = try machine.handle(.resumed).filter { if case .perform = $0 { true } else { false } }
        #expect(machine.state.phase == .rollingBack)
        #expect(performed == [.perform(prepare, Token(attempt: 1, isUndo: true))])
    }

    @Test func questionsThatWereOpenAreAskedAgain() throws {
        var fixture = PlanFixture()
        let approval = fixture.approval("go", after: [])
        let gate = fixture.gate("fit", after: [])
        fixture.endSection()
        var machine = RunMachine(plan: fixture.plan())
        _ = try machine.handle(.started(.planned))
        let limit = Command.startTimer(.within(gate), .seconds(30))
        #expect(try machine.handle(.resumed) == [.ask(approval), limit, .sample(0)])
        _ = try machine.handle(.sampled(0, .holds))
        #expect(try machine.handle(.resumed) == [.ask(approval), limit])
        #expect(machine.state.nodes[gate.index].status == .sampling)
    }
}
