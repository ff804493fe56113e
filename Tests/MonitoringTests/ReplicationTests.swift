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

    @Test func `Two writers are no good news`() throws {
        let well = Fixture.survey()
        let data = try #require(Fixture.topology.stateful.first { _ in true })
        var world = well.world
        world[Fixture.west, data].role = .writer
        world[Fixture.west, data].isFenced = .no
        let links = LinkSight.all(in: well.seeing(world)).filter { $0.service == data }
        #expect(links.filter { $0.verdict == .isWriter }.map(\.region) == [Fixture.east])
        #expect(links.filter { $0.verdict == .secondWriter }.map(\.region) == [Fixture.west])
    }

    private func outcome(_ world: WorldState, to target: RegionIndex) throws -> DrillFinding.Outcome {
        let survey = Fixture.survey().seeing(world)
        let found = DrillFinding.found(in: survey, Fixture.environment, from: Fixture.east, to: target)
        return try #require(found.first { $0.item == .replication }).outcome
    }

    @Test func `A drill asks for a stream from the writer, all the way`() throws {
        let world = Fixture.survey().world
        let data = try #require(Fixture.topology.stateful.first { _ in true })
        // It follows us-west-2, which follows us-east-1.
        let europe = RegionIndex(2)
        #expect(try outcome(world, to: europe) == .passed)
        var broken = world
        broken[Fixture.west, data].isStreaming = .no
        #expect(try outcome(broken, to: europe) == .failed)
        var unseen = world
        unseen[Fixture.west, data].source = .unknown
        #expect(try outcome(unseen, to: europe) == .notMeasured)
        var forked = world
        forked[Fixture.west, data].role = .writer
        forked[Fixture.west, data].source = .none
        #expect(try outcome(forked, to: europe) == .failed)
        var circle = world
        circle[Fixture.west, data].source = .region(europe)
        #expect(try outcome(circle, to: europe) == .failed)
        #expect(try outcome(world, to: Fixture.east) == .failed)
    }

    @Test(arguments: [1e16, 1e300, -1e19, .infinity, -.infinity, .nan]) func `Absurd numbers are written all the same`(
        _ value: Double
    ) {
        #expect(!Quantity(value, .time).description.isEmpty)
        #expect(Milliseconds(clamping: value) + Milliseconds(clamping: value) >= Milliseconds(-18_000_000_000_000_000))
    }

    @Test func `Of two writers nobody knows what would be lost`() throws {
        let survey = Fixture.survey()
        var world = survey.world
        let service = try #require(Fixture.topology.stateful.first { _ in true })
        world[RegionIndex(2), service].role = .writer
        let points = RecoveryPoint.all(in: survey.seeing(world)).filter { $0.service == service }
        #expect(points.count == 3)
        #expect(points.allSatisfy { $0.bound == nil && $0.dominant == .twoWriters })
        world[RegionIndex(2), service].isFenced = .yes
        #expect(RecoveryPoint.all(in: survey.seeing(world)).contains { $0.bound != nil })
    }

    @Test func `Behind a hop that stands still nothing catches up`() throws {
        let survey = Fixture.survey()
        let service = try #require(Fixture.topology.stateful.first { _ in true })
        func catchUp(_ survey: Survey) -> Milliseconds? {
            LinkSight.all(in: survey).first { $0.region == RegionIndex(3) && $0.service == service }?.catchUp
        }
        #expect(catchUp(survey) != nil)
        var world = survey.world
        world[Fixture.west, service].isStreaming = .no
        #expect(catchUp(survey.seeing(world)) == nil)
        #expect(catchUp(survey.assuming(.bandwidth, Fixture.west, service, is: 1)) == nil)
    }
}
