import Engine
import Hunting
import Runbook
import RunbookCompiler
import Testing

@Suite struct HuntTests {
    @Test func aShortHuntFindsNothingAndIsNotIdle() {
        var campaign = Campaign()
        for number in UInt64(0)..<120 { campaign.hunt(number) }
        let failures = campaign.failures.map { "\($0.number) \($0.violation)" }
        #expect(failures == [])
        #expect(campaign.runs == 120)
        let seen = campaign.coverage.counts
        for what in [
            "end succeeded", "end rolled_back", "held", "taken over", "undid something", "suspended", "clock leaps",
            "answer through the store", "store fails: conclude", "store fails: renew", "store fails: messages",
            "store fails: take_over",
        ] {
            #expect(seen[what, default: 0] > 0, "\(what) was not seen")
        }
    }

    @Test(arguments: [UInt64(3), 40, 97, 251])
    func theSameCaseIsTheSameStory(number: UInt64) throws {
        let first = try #require(Case(number))
        let second = try #require(Case(number))
        #expect(first.specimen.texts == second.specimen.texts)
        #expect(first.faults == second.faults)
        let (one, other) = (first.trace(), second.trace())
        #expect(one == other)
        #expect(one.count > 5)
        let (left, right) = (first.journal(), second.journal())
        #expect(left == right)
    }

    @Test func nineInTenDrawnRunbooksOrSoPassTheChecker() {
        let drawn = (UInt64(0)..<60).map { SpecimenSketch.draw(seed: $0 &* 7919) }
        let accepted = drawn.count { if case .success = $0.specimen() { true } else { false } }
        #expect(accepted > 35, "\(accepted) of \(drawn.count)")
    }

    @Test func aCaseIsShrunkToWhatItsCheckerNeeds() throws {
        var large = try #require(Case(3))
        large.checkers = [Complainer.self]
        #expect(large.violation()?.checker == Complainer.name)
        let small = Shrinker.shrink(large)
        #expect(small.faults.isEmpty)
        #expect(small.sketch.runbook.stepCount == 1)
        #expect(small.violation()?.checker == Complainer.name)
    }

    @Test func aFaultPlanIsAListInYAML() throws {
        let shown = try #require(Case(3))
        let faults: [Fault] = [
            .fate(request: 4, .lostReply), .look(2, .slow(.seconds(3))), .sample(1, .breach), .answer(0, .late),
            .outage(Outage(.dead, RegionIndex(0), from: .zero, until: .minutes(2))),
            .crash(boundary: 7, down: .seconds(1), jump: Milliseconds.zero - .hours(1)),
            .suspend(boundary: 8, length: .seconds(40), jump: .zero), .clock(boundary: 9, jump: .hours(1)),
            .order(boundary: 3, .retry(2)), .echo(boundary: 5, 1),
            .store(StoreFault(.conclude, first: 0, times: 2, isKept: true)), .rest(0, .proceed),
        ]
        let expected = """
            faults:
              - {request: 4, becomes: lost_reply}
              - {look: 2, takes: 3s}
              - {sample: 1, shows: breach}
              - {question: 0, people: late}
              - {region: east, outage: dead, from: 0s, until: 2m}
              - {boundary: 7, crash: {down: 1s, clock: -1h}}
              - {boundary: 8, suspend: {length: 40s, clock: 0s}}
              - {boundary: 9, clock: 1h}
              - {boundary: 3, order: {retry: 2}}
              - {boundary: 5, echo: 1}
              - {store: conclude, call: 0, times: 2, kept: true}
              - {rest: 0, order: proceed}
            """
        #expect(Fault.yaml(faults, shown.specimen.plan.topology) == expected)
        #expect(Fault.yaml([], shown.specimen.plan.topology) == "faults: []")
    }

    /// Objects to every end.
    struct Complainer: HuntChecker {
        static let name = "Complainer"
        static let interests: Interests = .over

        func see(_ sighting: Sighting, _ scene: Scene) -> String? { "it is over" }
    }
}
