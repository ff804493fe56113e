import Engine
import Runbook
import RunbookCompiler
import Testing
import World

/// Promoting over a writer that nobody confirmed as fenced, and what that leaves behind.
@Suite struct ObligationTests {
    static let token = Token(attempt: 1, isUndo: false)
    static let database = ServiceIndex(0)

    struct Nodes {
        var fence: NodeID
        var promote: NodeID
        var shift: NodeID
    }

    static func plan() -> (plan: Plan, nodes: Nodes) {
        var fixture = PlanFixture()
        let fence = fixture.effect("fence", .fence(PlanFixture.east, PlanFixture.database))
        let bound = LossBound(planned: .zero, emergency: .minutes(5))
        let promote = fixture.effect("promote", .promote(PlanFixture.west, PlanFixture.database, bound)) {
            $0.isIrreversible = true
        }
        let shift = fixture.shift("shift", 100)
        fixture.endSection()
        return (fixture.plan(), Nodes(fence: fence, promote: promote, shift: shift))
    }

    /// East is out of reach: whether it still writes is not known.
    static var cutOff: WorldState {
        var world = WorldFixture.healthy()
        world.isReachable[PlanFixture.east.index] = .no
        world[PlanFixture.east, database].isFenced = .unknown
        world[PlanFixture.east, database].isServing = .no
        return world
    }

    static func held(_ mode: Mode = .emergency) throws -> (machine: RunMachine, nodes: Nodes) {
        let (plan, nodes) = plan()
        var machine = RunMachine(plan: plan)
        _ = try machine.handle(.started(mode))
        _ = try machine.handle(.observed(nodes.fence, token, cutOff))
        _ = try machine.handle(.finished(nodes.fence, token, .notDone(.invalid)))
        return (machine, nodes)
    }

    static func accepted() throws -> (machine: RunMachine, nodes: Nodes) {
        var (machine, nodes) = try held()
        _ = try machine.handle(.ordered(.acceptTwoWriters(nodes.fence)))
        return (machine, nodes)
    }

    @Test func anUnconfirmedFenceHoldsAnEmergencyAndRollsAPlannedRunBack() throws {
        #expect(try Self.held().machine.state.phase == .held)
        #expect(try Self.held(.planned).machine.state.phase == .ended(.rolledBack))
    }

    @Test func whoeverAcceptsTheRiskLetsThePromotionGoAheadAndLeavesAnObligation() throws {
        var (machine, nodes) = try Self.accepted()
        #expect(machine.state.phase == .running)
        #expect(machine.state.obligations.isEmpty, "nothing is promoted yet")
        let commands = try machine.handle(.observed(nodes.promote, Self.token, Self.cutOff))
        #expect(commands.contains(.perform(nodes.promote, Self.token)))
        #expect(machine.state.obligations.contains(PlanFixture.east, Self.database))
    }

    @Test func aWriterThatIsSeenWritingIsNeverPromotedOver() throws {
        var (machine, nodes) = try Self.accepted()
        var world = WorldFixture.healthy()
        world[PlanFixture.east, Self.database].isFenced = .no
        let commands = try machine.handle(.observed(nodes.promote, Self.token, world))
        #expect(!commands.contains(.perform(nodes.promote, Self.token)))
        #expect(machine.state.phase == .held || machine.state.phase == .ended(.rolledBack))
        #expect(machine.state.obligations.isEmpty)
    }

    @Test func withoutAFenceThePromotionItselfIsAccepted() throws {
        var fixture = PlanFixture()
        let bound = LossBound(planned: .zero, emergency: .minutes(5))
        let promote = fixture.effect("promote", .promote(PlanFixture.west, PlanFixture.database, bound))
        fixture.endSection()
        var machine = RunMachine(plan: fixture.plan())
        _ = try machine.handle(.started(.emergency))
        _ = try machine.handle(.observed(promote, Self.token, Self.cutOff))
        _ = try machine.handle(.timerFired(.timeout(promote)))
        #expect(machine.state.phase == .held)
        #expect(machine.state.holdCause?.reason == .unsafe(.writerUnknown))
        _ = try machine.handle(.ordered(.acceptTwoWriters(promote)))
        let commands = try machine.handle(.observed(promote, Self.token, Self.cutOff))
        #expect(commands.contains(.perform(promote, Self.token)))
        #expect(machine.state.obligations.contains(PlanFixture.east, Self.database))
    }

    @Test func theRiskIsAcceptedOnlyWhereThereIsOneAndOnlyInAnEmergency() throws {
        var (machine, nodes) = try Self.held()
        #expect(throws: Refusal.noRiskOfTwoWriters) {
            _ = try machine.handle(.ordered(.acceptTwoWriters(nodes.shift)))
        }
        #expect(throws: Refusal.notNow) { _ = try machine.handle(.ordered(.acceptTwoWriters(nodes.promote))) }
        #expect(machine.state.accepted.isEmpty, "a refused order leaves no trace")
        _ = try machine.handle(.ordered(.switchMode(.planned)))
        #expect(throws: Refusal.onlyInEmergency) {
            _ = try machine.handle(.ordered(.acceptTwoWriters(nodes.fence)))
        }
    }

    @Test func aPromotionThatWasNotDoneAfterAllLeavesNothingBehind() throws {
        var (machine, nodes) = try Self.accepted()
        _ = try machine.handle(.observed(nodes.promote, Self.token, Self.cutOff))
        _ = try machine.handle(.finished(nodes.promote, Self.token, .notDone(.invalid)))
        #expect(machine.state.obligations.isEmpty)
    }

    @Test func whatAnEarlierRunLeftStaysOwedWhateverBecomesOfThisOne() throws {
        var owing = Obligations()
        owing.insert(PlanFixture.database, in: PlanFixture.east)
        let (plan, nodes) = Self.plan()
        var machine = RunMachine(plan: plan)
        _ = try machine.handle(.started(.emergency, owing: owing))
        _ = try machine.handle(.observed(nodes.fence, Self.token, Self.cutOff))
        _ = try machine.handle(.finished(nodes.fence, Self.token, .notDone(.invalid)))
        _ = try machine.handle(.ordered(.acceptTwoWriters(nodes.fence)))
        _ = try machine.handle(.observed(nodes.promote, Self.token, Self.cutOff))
        _ = try machine.handle(.finished(nodes.promote, Self.token, .notDone(.invalid)))
        #expect(machine.state.obligations == owing)
    }

    @Test func nothingIsRoutedToARegionThatOwesAFenceUntilItIsFencedOrRebuilt() throws {
        var fixture = PlanFixture()
        let shift = fixture.shift("shift", 100)
        fixture.endSection()
        let plan = fixture.plan()
        var owing = Obligations()
        owing.insert(PlanFixture.database, in: PlanFixture.west)
        func shifts(_ change: (inout ServiceState) -> Void) throws -> (sent: Bool, owed: Obligations) {
            var machine = RunMachine(plan: plan)
            _ = try machine.handle(.started(.planned, owing: owing))
            var world = WorldFixture.healthy()
            change(&world[PlanFixture.west, Self.database])
            let commands = try machine.handle(.observed(shift, Self.token, world))
            return (commands.contains(.perform(shift, Self.token)), machine.state.obligations)
        }
        let detached = try shifts {
            $0.role = .detached
            $0.isFenced = .no
        }
        #expect(!detached.sent && detached.owed == owing)
        let fenced = try shifts {
            $0.role = .detached
            $0.isFenced = .yes
        }
        #expect(fenced.sent && fenced.owed.isEmpty)
        let rebuilt = try shifts { $0.role = .standby }
        #expect(rebuilt.sent && rebuilt.owed.isEmpty)
        let stalled = try shifts { $0.isStreaming = .no }
        #expect(!stalled.sent && stalled.owed == owing)
    }

    @Test func aLookThatNobodyAskedForSettlesNothing() throws {
        var (machine, nodes) = try Self.accepted()
        _ = try machine.handle(.observed(nodes.promote, Self.token, Self.cutOff))
        let before = machine
        var fenced = WorldFixture.healthy()
        fenced[PlanFixture.east, Self.database].isFenced = .yes
        #expect(throws: Refusal.stale) { _ = try machine.handle(.observed(nodes.promote, Self.token, fenced)) }
        let isSame = machine == before
        #expect(isSame)
    }

    @Test func equalObligationsAreEqualValuesWhateverTheWayThere() {
        var (left, right) = (Obligations(), Obligations())
        left.insert(PlanFixture.database, in: PlanFixture.west)
        left.insert(PlanFixture.api, in: PlanFixture.east)
        left.insert(PlanFixture.api, in: PlanFixture.west)
        left.remove(PlanFixture.api, in: PlanFixture.west)
        left.insert(ServiceSet(), in: PlanFixture.north)
        right.insert(PlanFixture.api, in: PlanFixture.east)
        right.insert(PlanFixture.database, in: PlanFixture.west)
        #expect(left == right)
        #expect(left.subtracting(right).isEmpty)
        right.remove(PlanFixture.database, in: PlanFixture.west)
        #expect(left.subtracting(right)[PlanFixture.west] == PlanFixture.database)
    }
}
