import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@Suite struct GateTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var samples: [Verdict]
        var status: NodeState.Status
        var testDescription: String { "\(samples) -> \(status)" }
    }

    /// Two passes in a row; one breach and one unknown are tolerated.
    @Test(arguments: [
        Case(samples: [.holds], status: .sampling),
        Case(samples: [.holds, .holds], status: .done),
        Case(samples: [.holds, .breaches, .holds], status: .sampling),
        Case(samples: [.holds, .breaches, .holds, .holds], status: .done),
        Case(samples: [.breaches, .holds, .breaches], status: .failed),
        Case(samples: [.holds, .unknown, .holds], status: .sampling),
        Case(samples: [.unknown, .unknown], status: .failed),
        Case(samples: [.notYet, .notYet, .notYet, .notYet], status: .sampling),
        Case(samples: [.holds, .notYet, .holds], status: .done),
    ])
    func aGatePassesOnlyAfterEnoughSamplesInARow(sample: Case) throws {
        var fixture = PlanFixture()
        fixture.gate("fit", passes: 2, breaches: 1, unknown: 1)
        fixture.endSection()
        var machine = RunMachine(plan: fixture.plan())
        _ = try machine.handle(.started(.planned))
        for verdict in sample.samples {
            let commands = try machine.handle(.sampled(0, verdict))
            if commands == [.startTimer(.sample(0), .seconds(1))] {
                #expect(try machine.handle(.timerFired(.sample(0))) == [.sample(0)])
            }
        }
        #expect(machine.state.nodes[0].status == sample.status)
    }

    @Test func aGateThatHasNotPassedInTimeHasFailed() throws {
        var fixture = PlanFixture()
        fixture.gate("fit")
        fixture.endSection()
        var machine = RunMachine(plan: fixture.plan())
        _ = try machine.handle(.started(.planned))
        _ = try machine.handle(.timerFired(.within(NodeID(0))))
        #expect(machine.state.cause == Cause(node: NodeID(0), reason: .gateTimedOut))
    }

    /// One breach in a row is tolerated.
    @Test(arguments: [
        Case(samples: [.breaches, .holds, .breaches, .holds, .breaches], status: .waiting),
        Case(samples: [.holds, .breaches, .breaches], status: .failed),
        Case(samples: [.breaches, .unknown, .breaches], status: .waiting),
        Case(samples: [.unknown, .unknown], status: .failed),
    ])
    func aWatchFailsItsStepOnlyOnBreachesInARow(sample: Case) throws {
        var fixture = PlanFixture()
        let wait = fixture.step("soak", Node(.wait(.minutes(2), isSoak: true)))
        fixture.watch(wait, breaches: 1, unknown: 1)
        fixture.endSection()
        var machine = RunMachine(plan: fixture.plan())
        _ = try machine.handle(.started(.planned))
        for verdict in sample.samples {
            let commands = try machine.handle(.sampled(0, verdict))
            if commands == [.startTimer(.sample(0), .seconds(1))] { _ = try machine.handle(.timerFired(.sample(0))) }
        }
        #expect(machine.state.nodes[0].status == sample.status)
    }

    @Test func aFailedWatchBesideAnEffectInFlightWaitsForTheEffectAndUndoesIt() throws {
        var fixture = PlanFixture()
        let fence = fixture.effect("fence", .fence(PlanFixture.east, PlanFixture.database))
        fixture.watch(fence, unknown: 0)
        fixture.endSection()
        var machine = RunMachine(plan: fixture.plan())
        let token = Token(attempt: 1, isUndo: false)
        _ = try machine.handle(.started(.planned))
        _ = try machine.handle(.observed(fence, token, WorldFixture.healthy()))
        _ = try machine.handle(.sampled(0, .breaches))
        #expect(machine.state.phase == .settling(.rollback))
        #expect(machine.state.nodes[fence.index].status == .performing)
        let commands = try machine.handle(.finished(fence, token, .done))
        #expect(machine.state.phase == .rollingBack)
        #expect(commands.contains(.observe(fence, Token(attempt: 1, isUndo: true))))
    }

    @Test func aDoubtThatIsLookedAtAgainIsWatchedAgain() throws {
        var fixture = PlanFixture()
        let fence = fixture.effect("fence", .fence(PlanFixture.east, PlanFixture.database))
        fixture.watch(fence)
        fixture.endSection()
        var machine = RunMachine(plan: fixture.plan())
        let token = Token(attempt: 1, isUndo: false)
        let blind = WorldState(unknownIn: PlanFixture.topology)
        _ = try machine.handle(.started(.planned))
        _ = try machine.handle(.observed(fence, token, WorldFixture.healthy()))
        _ = try machine.handle(.finished(fence, token, .inDoubt))
        for _ in 1..<RunMachine.looksBeforeHold {
            _ = try machine.handle(.observed(fence, token, blind))
            _ = try machine.handle(.timerFired(.recheck(fence)))
        }
        _ = try machine.handle(.observed(fence, token, blind))
        #expect(machine.state.nodes[fence.index].status == .doubtful)
        let commands = try machine.handle(.ordered(.retry(fence)))
        #expect(commands.contains(.sample(0)) && commands.contains(.observe(fence, token)))
    }
}
