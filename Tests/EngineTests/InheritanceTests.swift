import Engine
import Runbook
import RunbookCompiler
import Testing
import World

/// A run that takes the place of a held one goes on from where that one started.
@Suite struct InheritanceTests {
    private static let first = Token(attempt: 1, isUndo: false)

    private static func plan(_ percents: [Int32]) -> Plan {
        var fixture = PlanFixture()
        for percent in percents { fixture.shift("shift\(percent)", percent) }
        fixture.endSection()
        return fixture.plan()
    }

    private static func shifted(_ percent: Int32) -> WorldState {
        var world = WorldFixture.healthy()
        world[PlanFixture.east, ServiceIndex(1)].weight = .percent(100 - percent)
        world[PlanFixture.west, ServiceIndex(1)].weight = .percent(percent)
        return world
    }

    @Test func onlyAHeldRunGivesWay() throws {
        var fixture = PlanFixture()
        fixture.shift("half", 50)
        fixture.change { $0.nodes[0].failureRule = .hold }
        fixture.endSection()
        fixture.effect("tell", .notify(0), undo: .nothing, captures: 0) { $0.isObservable = false }
        let tell = fixture.endSection(.finally(scope: 0..<1))
        fixture.change { $0.finally = tell }
        var machine = RunMachine(plan: fixture.plan())
        _ = try machine.handle(.started(.planned))
        _ = try machine.handle(.observed(NodeID(0), Self.first, WorldFixture.healthy()))
        _ = try machine.handle(.finished(NodeID(0), Self.first, .notDone(.invalid)))
        #expect(machine.state.phase == .held)
        let commands = try machine.handle(.ordered(.giveWay))
        #expect(machine.state.phase == .ended(.stopped))
        #expect(
            !commands.contains { if case .perform = $0 { true } else { false } }, "its finally is not its own any more")
    }

    @Test func baseWeightsAreThoseFromBeforeTheFirstShift() throws {
        var machine = RunMachine(plan: Self.plan([50, 100]))
        _ = try machine.handle(.started(.planned))
        #expect(throws: Refusal.notNow) { _ = try machine.handle(.ordered(.giveWay)) }
        _ = try machine.handle(.observed(NodeID(0), Self.first, WorldFixture.healthy()))
        _ = try machine.handle(.finished(NodeID(0), Self.first, .done))
        _ = try machine.handle(.ordered(.pause))
        #expect(machine.state.phase == .paused)
        #expect(
            machine.baseline.entries == [
                Baseline.Entry(
                    from: PlanFixture.east, to: PlanFixture.west, service: ServiceIndex(1), fromWeight: .all,
                    toWeight: .zero)
            ])
    }

    @Test func percentagesAreOfTheBaseThatWasInherited() throws {
        var machine = RunMachine(plan: Self.plan([25, 75]))
        _ = try machine.handle(.started(.emergency))
        let entry = Baseline.Entry(
            from: PlanFixture.east, to: PlanFixture.west, service: ServiceIndex(1), fromWeight: .all, toWeight: .zero)
        _ = try machine.handle(.inherited(Baseline([entry])))
        #expect(throws: Refusal.notNow) { _ = try machine.handle(.inherited(Baseline([entry]))) }
        // 25 would send traffic back to where it left; 75 is of the whole that was there at first.
        _ = try machine.handle(.observed(NodeID(0), Self.first, Self.shifted(50)))
        #expect(machine.state.nodes[0].status == .done)
        _ = try machine.handle(.observed(NodeID(1), Self.first, Self.shifted(50)))
        guard case .route(_, _, let routes) = machine.effect(for: NodeID(1)) else {
            Issue.record("nothing is shifted")
            return
        }
        #expect(routes.map(\.to) == [.percent(75)])
    }
}
