import Engine
import Monitoring
import Runbook
import RunbookCompiler
import Simulation
import Testing
import World

@Suite struct ReplicationTests {
    private static let regions = (0..<4).map(RegionIndex.init)
    /// On a line: 0 -10- 1 -20- 2, and 3 near to 0.
    private static func latency(_ one: RegionIndex, _ other: RegionIndex) -> Double? {
        let places = [0.0, 10, 30, -5]
        return abs(places[one.index] - places[other.index])
    }

    @Test(arguments: [
        (ReplicationShape.chain, [(0, 3), (3, 1), (1, 2)], 3), (.star, [(0, 3), (0, 1), (0, 2)], 1),
        (.nearest, [(0, 3), (0, 1), (1, 2)], 2),
    ])
    func `A shape leads every region to the data`(_ shape: ReplicationShape, _ links: [(Int, Int)], _ depth: Int) {
        let proposal = TopologyProposal(
            shape, writer: RegionIndex(0), among: Self.regions, latency: Self.latency)
        #expect(proposal.links.map(\.from.index) == links.map(\.0))
        #expect(proposal.links.map(\.to.index) == links.map(\.1))
        #expect(proposal.depth == depth)
    }

    @Test func `A region that no link leads to comes last`() {
        let proposal = TopologyProposal(.nearest, writer: RegionIndex(0), among: Self.regions) { one, other in
            [one.index, other.index].contains(3) ? nil : Self.latency(one, other)
        }
        #expect(proposal.links.last?.to == RegionIndex(3) && proposal.links.last?.latency == nil)
    }

    @Test func `Regions that are well follow as declared, and have a recovery point`() {
        let survey = Fixture.survey()
        let links = LinkSight.all(in: survey)
        #expect(links.count { $0.verdict == .isWriter } == 2)
        #expect(links.count { $0.verdict == .asDeclared } == 6)
        for link in links where link.verdict == .asDeclared {
            #expect(link.point.bound != nil && link.catchUp != nil && link.point.writeRate ?? 0 > 0)
        }
    }

    @Test func `An old sample adds its age, and a very old one says nothing`() throws {
        let world = Fixture.world()
        func point(age: Milliseconds) throws -> RecoveryPoint {
            let survey = Survey(
                topology: Fixture.topology, time: world.clock + age, world: world.observation(),
                measurements: SurveyQuestions.all(of: Fixture.topology).map { world.measure($0) })
            return try #require(RecoveryPoint.all(in: survey).first)
        }
        let (fresh, old, stale) = try (point(age: .zero), point(age: .seconds(90)), point(age: .minutes(10)))
        let (one, other) = try (#require(fresh.bound), #require(old.bound))
        #expect(other - one >= .seconds(89))
        #expect(old.dominant == .staleness)
        #expect(stale.bound == nil && stale.dominant == .unknown)
    }
}
