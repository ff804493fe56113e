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
