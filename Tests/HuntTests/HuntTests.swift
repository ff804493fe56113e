import Engine
import Hunting
import Runbook
import Testing

@Suite struct HuntTests {
    @Test func aShortHuntFindsNothingAndIsNotIdle() {
        var campaign = Campaign()
        for number in UInt64(0)..<120 { campaign.hunt(number) }
        let failures = campaign.failures.map { "\($0.number) \($0.violation)" }
        #expect(failures == [])
        #expect(campaign.runs == 120)
        let seen = campaign.coverage.counts
        for what in ["end succeeded", "end rolled_back", "held", "taken over", "undid something", "suspended"] {
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

    /// Objects to every end.
    struct Complainer: HuntChecker {
        static let name = "Complainer"
        static let interests: Interests = .over

        func see(_ sighting: Sighting, _ scene: Scene) -> String? { "it is over" }
    }
}
