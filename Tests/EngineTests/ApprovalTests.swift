import Engine
import Runbook
import RunbookCompiler
import Testing

@Suite struct ApprovalTests {
    static func asking(need: UInt8 = 1, notInitiator: Bool = false) throws -> RunMachine {
        var fixture = PlanFixture()
        fixture.approval("go", need: need, notInitiator: notInitiator)
        fixture.endSection()
        var machine = RunMachine(plan: fixture.plan())
        _ = try machine.handle(.started(.planned))
        return machine
    }

    @Test func twoDifferentPeopleAreNeededWhereTheRunbookSaysTwo() throws {
        var machine = try Self.asking(need: 2)
        _ = try machine.handle(.answered(NodeID(0), Answer(person: 1, roles: 1, isGranted: true)))
        #expect(throws: Refusal.alreadyAnswered) {
            _ = try machine.handle(.answered(NodeID(0), Answer(person: 1, roles: 1, isGranted: true)))
        }
        #expect(machine.state.phase == .running)
        _ = try machine.handle(.answered(NodeID(0), Answer(person: 2, roles: 1, isGranted: true)))
        #expect(machine.state.phase == .ended(.succeeded))
    }

    @Test func onlyPeopleInTheRoleAndNotABarredInitiatorMayAnswer() throws {
        var machine = try Self.asking(notInitiator: true)
        #expect(throws: Refusal.notAllowedToAnswer) {
            _ = try machine.handle(.answered(NodeID(0), Answer(person: 1, roles: 2, isGranted: true)))
        }
        #expect(throws: Refusal.initiatorMayNotAnswer) {
            _ = try machine.handle(.answered(NodeID(0), Answer(person: 0, roles: 1, isGranted: true)))
        }
        _ = try machine.handle(.answered(NodeID(0), Answer(person: 0, roles: 1, isGranted: false)))
        #expect(machine.state.cause?.reason == .declined)
    }

    @Test func anybodyMayAnswerWhereTheRunbookNamesNoRoles() throws {
        var fixture = PlanFixture()
        fixture.approval("go")
        fixture.endSection()
        fixture.change { $0.approvals[0].roles = 0 }
        var machine = RunMachine(plan: fixture.plan())
        _ = try machine.handle(.started(.planned))
        _ = try machine.handle(.answered(NodeID(0), Answer(person: 1, roles: 0, isGranted: true)))
        #expect(machine.state.phase == .ended(.succeeded))
    }

    @Test func silenceUntilTheLimitRollsBackOrHoldsAsTheRunbookSays() throws {
        var rollingBack = try Self.asking()
        _ = try rollingBack.handle(.timerFired(.within(NodeID(0))))
        #expect(rollingBack.state.phase == .ended(.rolledBack))

        var fixture = PlanFixture()
        fixture.approval("go")
        fixture.endSection()
        fixture.change { $0.approvals[0].onTimeout = .hold }
        var holding = RunMachine(plan: fixture.plan())
        _ = try holding.handle(.started(.planned))
        _ = try holding.handle(.timerFired(.within(NodeID(0))))
        #expect(holding.state.phase == .held)
        #expect(holding.state.cause?.reason == .unanswered)
    }
}
