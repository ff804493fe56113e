import Engine
import Runbook
import RunbookCompiler
import Testing
import World

/// An approval is for the numbers that were seen, and for no worse ones.
@Suite struct ApprovalTermsTests {
    private static let (go, half, fence, promote) = (NodeID(0), NodeID(1), NodeID(2), NodeID(3))
    private static let first = Token(attempt: 1, isUndo: false)

    static func plan(need: UInt8 = 1) -> Plan {
        var fixture = PlanFixture()
        fixture.approval("go", need: need)
        fixture.shift("half", 50)
        fixture.effect("fence", .fence(PlanFixture.east, PlanFixture.database))
        fixture.effect(
            "promote",
            .promote(PlanFixture.west, PlanFixture.database, LossBound(planned: .zero, emergency: .minutes(5))),
            undo: .nothing
        ) { $0.isIrreversible = true }
        fixture.endSection()
        return fixture.plan()
    }

    static func world(lag: Int64? = 0, capacity: Int32? = 10_000) -> WorldState {
        var world = WorldFixture.healthy()
        world[PlanFixture.west, ServiceIndex(0)].lag = lag.map { Milliseconds($0) }
        world[PlanFixture.west, ServiceIndex(1)].capacity = capacity.map { BasisPoints($0) }
        return world
    }

    static func granted(
        _ machine: inout RunMachine, by person: UInt8 = 1, seeing seen: WorldState, finding found: WorldState? = nil
    ) throws {
        let answer = Answer(
            person: person, roles: 1, isGranted: true, seen: machine.terms(of: go, in: seen),
            found: machine.terms(of: go, in: found ?? seen))
        _ = try machine.handle(.answered(go, answer))
    }

    static func started(_ mode: Mode = .planned, need: UInt8 = 1) throws -> RunMachine {
        var machine = RunMachine(plan: plan(need: need))
        _ = try machine.handle(.started(mode))
        return machine
    }

    @Test(arguments: [
        (Mode.planned, Int64?(2000), Int32?(9000), "2s 0s 90%"), (.emergency, 2000, 9000, "2s 2s 90%"),
        (.emergency, 600_000, 9000, "10m 5m 90%"), (.emergency, nil, 9000, "? 5m 90%"), (.planned, 0, nil, "0s 0s ?"),
    ])
    func theNumbersAreOfWhatTheApprovalGuards(mode: Mode, lag: Int64?, capacity: Int32?, expected: String) throws {
        let machine = try Self.started(mode)
        let terms = machine.terms(of: Self.go, in: Self.world(lag: lag, capacity: capacity))
        let words = [terms.lag?.description, terms.loss?.description, terms.capacity?.description]
        #expect(words.map { $0 ?? "?" }.joined(separator: " ") == expected)
    }

    /// Times in milliseconds, capacity in basis points.
    private static let growths: [(seen: ApprovalTerms, found: ApprovalTerms, grown: ApprovalGrowth.Number?)] = [
        (terms(0, 0, 10_000), terms(5000, 1000, 9500), nil), (terms(0, 0, 10_000), terms(5001, 0, 10_000), .lag),
        (terms(0, 0, 10_000), terms(0, 1001, 10_000), .loss), (terms(0, 0, 10_000), terms(0, 0, 9499), .capacity),
        (terms(20_000, 0, 0), terms(30_000, 0, 0), nil), (terms(20_000, 0, 0), terms(30_001, 0, 0), .lag),
        (terms(nil, nil, nil), terms(99_999, 99_999, 0), nil), (terms(0, 0, 10_000), terms(nil, nil, nil), nil),
    ]

    private static func terms(_ lag: Int64?, _ loss: Int64?, _ capacity: Int32?) -> ApprovalTerms {
        ApprovalTerms(
            lag: lag.map { Milliseconds($0) }, loss: loss.map { Milliseconds($0) },
            capacity: capacity.map { BasisPoints($0) })
    }

    @Test(arguments: growths.indices) func noiseIsNoGrowth(index: Int) {
        let (seen, found, grown) = Self.growths[index]
        #expect(seen.growth(to: found)?.number == grown)
    }

    @Test func anAnswerToNumbersThatHaveGrownSinceIsRefused() throws {
        var machine = try Self.started()
        let growth = ApprovalGrowth(number: .lag, seen: 0, found: 9000)
        #expect(throws: Refusal.numbersGrew(growth)) {
            try Self.granted(&machine, seeing: Self.world(), finding: Self.world(lag: 9000))
        }
        #expect(machine.state.nodes[0].status == .asking)
        #expect(Refusal.numbersGrew(growth).sentence.contains("the replication lag grew from 0s to 9s"))
    }

    @Test func worseNumbersVoidWhatTheFirstOfTwoPeopleGranted() throws {
        var machine = try Self.started(need: 2)
        try Self.granted(&machine, by: 1, seeing: Self.world())
        try Self.granted(&machine, by: 2, seeing: Self.world(lag: 9000))
        #expect(machine.state.nodes[0].status == .asking)
        try Self.granted(&machine, by: 1, seeing: Self.world(lag: 9500))
        #expect(machine.state.nodes[0].status == .done)
        #expect(machine.state.approved[0]?.lag == Milliseconds(9000), "the stricter of both")
    }

    @Test func whatGrewBeyondWhatWasApprovedHoldsTheRunUntilItIsApprovedAnew() throws {
        var machine = try Self.started()
        try Self.granted(&machine, seeing: Self.world(lag: 1000))
        _ = try machine.handle(.observed(Self.half, Self.first, Self.world(lag: 20_000)))
        let growth = ApprovalGrowth(number: .lag, seen: 1000, found: 20_000)
        #expect(machine.state.phase == .held)
        #expect(machine.state.cause == Cause(node: Self.half, reason: .approvalExpired(Self.go, growth)))
        #expect(throws: Refusal.approvalExpired) { _ = try machine.handle(.ordered(.retry(Self.half))) }

        try Self.granted(&machine, seeing: Self.world(lag: 20_000))
        #expect(machine.state.phase == .held)
        let commands = try machine.handle(.ordered(.retry(Self.half)))
        #expect(commands.contains(.observe(Self.half, Self.first)))
        #expect(
            try machine.handle(.observed(Self.half, Self.first, Self.world(lag: 21_000)))
                .contains(.perform(Self.half, Self.first)))
    }

    @Test func aLagThatWasSeenAndIsUnknownNowIsWaitedFor() throws {
        var machine = try Self.started()
        try Self.granted(&machine, seeing: Self.world(lag: 1000))
        _ = try machine.handle(.observed(Self.half, Self.first, Self.world(lag: nil)))
        #expect(machine.state.nodes[Self.half.index].concern == .lagUnknown)

        var unknown = try Self.started()
        try Self.granted(&unknown, seeing: Self.world(lag: nil))
        _ = try unknown.handle(.observed(Self.half, Self.first, Self.world(lag: nil)))
        #expect(unknown.state.nodes[Self.half.index].status == .performing)
    }

    @Test func aRenewalNeedsAsManyPeopleAsTheApproval() throws {
        var machine = try Self.started(need: 2)
        for person in [1, 2] as [UInt8] { try Self.granted(&machine, by: person, seeing: Self.world()) }
        _ = try machine.handle(.observed(Self.half, Self.first, Self.world(capacity: 9000)))
        #expect(machine.state.phase == .held)
        try Self.granted(&machine, by: 1, seeing: Self.world(capacity: 9000))
        #expect(throws: Refusal.approvalExpired) { _ = try machine.handle(.ordered(.retry(Self.half))) }
        try Self.granted(&machine, by: 2, seeing: Self.world(capacity: 9000))
        _ = try machine.handle(.ordered(.retry(Self.half)))
        #expect(machine.state.phase == .running)
    }

    @Test func whoNamedNoNumbersApprovedAnyAndARollbackAsksForNone() throws {
        var machine = try Self.started()
        _ = try machine.handle(.answered(Self.go, Answer(person: 1, roles: 1, isGranted: true)))
        _ = try machine.handle(.observed(Self.half, Self.first, Self.world(lag: 50_000)))
        #expect(machine.state.nodes[Self.half.index].status == .performing)

        var back = try Self.started()
        try Self.granted(&back, seeing: Self.world())
        _ = try back.handle(.observed(Self.half, Self.first, Self.world()))
        var shifted = Self.world(lag: 50_000)
        if let effect = back.effect(for: Self.half) { shifted.apply(effect) }
        _ = try back.handle(.finished(Self.half, Self.first, .done))
        _ = try back.handle(.ordered(.rollback))
        let undo = Token(attempt: 1, isUndo: true)
        #expect(try back.handle(.observed(Self.half, undo, shifted)).contains(.perform(Self.half, undo)))
    }

    @Test func anApprovalThatTheNewModeDoesNotAskForBindsItNoMore() throws {
        var fixture = PlanFixture()
        let go = fixture.approval("go")
        fixture.shift("half", 50)
        fixture.endSection()
        fixture.change { $0.nodes[go.index].when = .planned }
        var machine = RunMachine(plan: fixture.plan())
        _ = try machine.handle(.started(.planned))
        try Self.granted(&machine, seeing: Self.world())
        _ = try machine.handle(.ordered(.switchMode(.emergency)))
        _ = try machine.handle(.observed(Self.half, Self.first, Self.world(lag: 50_000)))
        #expect(machine.state.nodes[Self.half.index].status == .performing)
    }

    @Test func anUnconditionalApprovalTakesOverFromTheOneBeforeIt() throws {
        var fixture = PlanFixture()
        let first = fixture.approval("first")
        fixture.shift("half", 50)
        let second = fixture.approval("second")
        fixture.shift("rest", 100)
        fixture.endSection()
        let machine = RunMachine(plan: fixture.plan())
        #expect(machine.guarded(by: first) == [NodeID(1)])
        #expect(machine.guarded(by: second) == [NodeID(3)])
    }
}
