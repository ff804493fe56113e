import Runbook
import RunbookCompiler
import Testing
import World

@testable import Engine

/// Several who observe the same.
@Suite struct ObserversTests {
    private static let query = MetricQuery(
        metric: .availability, region: PlanFixture.west, service: nil, window: nil)

    private static func told(_ shares: [Double?]) -> [Measurement] {
        shares.enumerated().map { index, share in
            Measurement(
                query: query, value: share.map { Quantity($0, .ratio) }, sampledAt: .seconds(Int64(100 - index)),
                coveredFrom: .seconds(50), samples: 5,
                source: "observer \(index) at http://10.0.0.\(index):9090\(share == nil ? ": no answer" : "")")
        }
    }

    @Test(
        arguments: [
            ([1.0, 1.0, 0.4], 2, 1.0), ([0.5, 1.0, 0.4], 2, 0.5), ([1.0, nil, 0.9], 2, 1.0), ([1.0, 0.9], 1, 0.9),
            ([nil, 0.9], 1, 0.9), ([nil, nil, 1.0], 2, nil), ([nil, nil], 1, nil), ([0.2, 0.3, 0.1], 3, 0.3),
        ] as [([Double?], Int, Double?)])
    func `A measurement is what enough of them call no worse`(_ shares: [Double?], _ quorum: Int, _ value: Double?) {
        let found = Measurement(Self.query, agreeing: quorum, of: Self.told(shares))
        #expect(found.value?.value == value)
    }

    @Test func `Where they disagree it says who saw what, and how old the oldest is`() {
        let found = Measurement(Self.query, agreeing: 2, of: Self.told([1, 0.4, 0.9]))
        #expect(
            found.source == "observers disagree: observer 0 at http://10.0.0.0:9090 100%, "
                + "observer 1 at http://10.0.0.1:9090 40%, observer 2 at http://10.0.0.2:9090 90%")
        #expect(found.sampledAt == .seconds(98))
        let few = Measurement(Self.query, agreeing: 2, of: Self.told([1, nil]))
        #expect(few.value == nil && few.samples == 0)
        #expect(
            few.source == "1 of 2 observers could tell, and 2 have to: observer 1 at http://10.0.0.1:9090: no answer")
        #expect(Measurement(Self.query, agreeing: 2, of: Self.told([1, 0.99, 1])).source.hasPrefix("observer "))
    }

    @Test(
        arguments: [
            ([.yes, .yes, .no], 2, .yes), ([.no, .yes, .no], 2, .no), ([.yes, .no], 2, .unknown),
            ([.no, .unknown], 1, .no),
            ([.yes, .unknown], 1, .yes), ([.yes, .unknown], 2, .unknown), ([.no, .yes], 1, .no),
        ] as [([Knowledge], Int, Knowledge)])
    func `A region is condemned when enough of them say so`(_ seen: [Knowledge], _ quorum: Int, _ agreed: Knowledge) {
        let sights = seen.map { known in
            var world = WorldState(unknownIn: PlanFixture.topology)
            world.isReachable[PlanFixture.west.index] = known
            return world
        }
        #expect(WorldState(sights, agreeing: quorum).isReachable[PlanFixture.west.index] == agreed)
    }
}
