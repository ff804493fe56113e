import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@Suite struct RandomRunTests {
    static func reversible() -> Plan {
        var fixture = PlanFixture()
        fixture.gate("preflight")
        let scale = fixture.effect("scale", .scale(PlanFixture.west, PlanFixture.api, BasisPoints(12_000)), after: [])
        let approve = fixture.approval("ask", after: [])
        fixture.join([scale, approve])
        fixture.shift("ten", 10)
        fixture.shift("half", 50)
        fixture.preparation("prepare")
        fixture.effect("fence", .fence(PlanFixture.east, PlanFixture.database))
        fixture.effect("refence", .replicate(from: PlanFixture.west, to: PlanFixture.north, PlanFixture.database))
        fixture.endSection()
        return fixture.plan()
    }

    @Test func anUndisturbedRunSucceedsAndMovesEverything() {
        var driver = MachineDriver(PlanFixture.failover(), seed: 1, faultRate: 0)
        let rests = driver.run()
        #expect(rests)
        #expect(driver.machine.state.phase == .ended(.succeeded))
        #expect(driver.world[PlanFixture.west, ServiceIndex(1)].weight == .all)
        #expect(driver.world[PlanFixture.east, ServiceIndex(1)].weight == .zero)
        #expect(driver.world[PlanFixture.west, ServiceIndex(0)].role == .writer)
        #expect(driver.world[PlanFixture.east, ServiceIndex(0)].role == .detached)
    }

    @Test(arguments: [UInt64(2), 8, 20])
    func everyRunComesToRestWithoutASecondWriterAndReplaysToTheSameState(rate: UInt64) {
        var outcomes: [Phase: Int] = [:]
        for seed in 0..<3000 {
            for plan in [PlanFixture.failover(), Self.reversible()] {
                var driver = MachineDriver(plan, seed: UInt64(seed), faultRate: rate)
                let start = driver.world
                let rests = driver.run()
                #expect(rests, "seed \(seed) rate \(rate): \(driver.machine.state.phase)")
                let state = driver.machine.state
                outcomes[state.phase, default: 0] += 1
                #expect(state.inFlight == 0, "seed \(seed)")
                for invariant in [Invariant.oneWriter, .weightsSumToWhole] {
                    let isViolated = invariant.isViolated(in: driver.world, topology: plan.topology)
                    #expect(!isViolated, "seed \(seed): \(invariant.rawValue)")
                }
                let isRestored = driver.world == start
                if state.phase == .ended(.rolledBack) { #expect(isRestored, "seed \(seed)") }
                var replayed = RunMachine(plan: plan)
                for event in driver.events { _ = try? replayed.handle(event) }
                let isSame = replayed == driver.machine
                #expect(isSame, "seed \(seed)")
            }
        }
        #expect(outcomes.count >= 3, "\(outcomes)")
    }
}
