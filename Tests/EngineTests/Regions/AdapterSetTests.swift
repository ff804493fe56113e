import Runbook
import RunbookCompiler
import Testing
import World

@testable import Engine

/// Several adapters seen as one.
@Suite struct AdapterSetTests {
    private static let topology = Topology(
        regions: [
            Topology.Region(name: "east", role: nil, services: everything),
            Topology.Region(name: "west", role: nil, services: everything),
        ],
        services: [
            Topology.Service(name: "orders", type: .database), Topology.Service(name: "sessions", type: .storage),
            Topology.Service(name: "api", type: .api),
        ])
    private static let everything = ServiceSet((0..<3).map(ServiceIndex.init))
    private static let orders = ServiceSet([ServiceIndex(0)])
    private static let sessions = ServiceSet([ServiceIndex(1)])
    private static let plan = Plan(
        runbook: "fixture", version: 1, strategy: .custom, summary: "", topology: topology, parameters: [:])

    private static func set(
        _ notes: RecordingAdapter.Notes, orders: [String: EffectReport.Answer] = [:],
        sessions: [String: EffectReport.Answer] = [:], values: (Double?, Double?) = (nil, nil)
    ) -> AdapterSet {
        AdapterSet(
            topology: topology,
            members: [
                AdapterSet.Member(
                    adapter: RecordingAdapter(
                        "sql", [.data], notes, prepares: [.promote], answers: orders, value: values.0),
                    parts: [.data], services: Self.orders),
                AdapterSet.Member(
                    adapter: RecordingAdapter("cache", [.data], notes, answers: sessions, value: values.1),
                    parts: [.data], services: Self.sessions),
                AdapterSet.Member(
                    adapter: RecordingAdapter("pool", [.connections], notes), parts: [.connections],
                    services: Self.orders),
                AdapterSet.Member(adapter: RecordingAdapter("other", [.health], notes), parts: [.health]),
            ])
    }

    private static func apply(_ effect: Effect, _ set: AdapterSet) async -> EffectReport? {
        await Performers(set, for: plan).performer(of: effect)?.apply(
            Assignment(
                effect: effect, mode: .planned, epoch: Epoch(rawValue: 1), run: "run", step: "step", isUndo: false,
                timeout: .seconds(1)))
    }

    private static let both = Effect.fence(RegionIndex(0), orders.union(sessions))

    @Test func `An effect is divided among those who play its services`() async {
        let notes = RecordingAdapter.Notes()
        let report = await Self.apply(Self.both, Self.set(notes))
        #expect(report?.answer == .done)
        #expect(Set(notes.all) == ["pool fence", "sql fence", "cache fence"])
    }

    @Test func `What concerns one of them is asked of it alone`() async {
        let notes = RecordingAdapter.Notes()
        _ = await Self.apply(.fence(RegionIndex(0), Self.sessions), Self.set(notes))
        #expect(notes.all == ["cache fence"])
    }

    @Test func `Only whoever has something to prepare is asked to`() async {
        let notes = RecordingAdapter.Notes()
        let promotion = Effect.promote(RegionIndex(1), Self.orders.union(Self.sessions), loss: .zero)
        let report = await Self.apply(.prepare(promotion), Self.set(notes))
        #expect(report?.answer == .done)
        #expect(notes.all == ["sql prepare"])
    }

    @Test(
        arguments: [
            (["fence": EffectReport.Answer.notDone(.refused)], [:], both, EffectReport.Answer.inDoubt),
            (["fence": .inDoubt], ["fence": .notDone(.refused)], both, .inDoubt),
            (["fence": .superseded], [:], both, .superseded),
            (["fence": .notDone(.refused)], ["fence": .notDone(.invalid)], both, .notDone(.invalid)),
            (
                ["verify": .notDone(.refused)], [:],
                Effect.verify(from: RegionIndex(0), to: RegionIndex(1), orders.union(sessions)), .notDone(.refused)
            ),
        ] as [([String: EffectReport.Answer], [String: EffectReport.Answer], Effect, EffectReport.Answer)])
    func whatWasDoneInPartHasToBeLookedAt(
        orders: [String: EffectReport.Answer], sessions: [String: EffectReport.Answer], effect: Effect,
        answer: EffectReport.Answer
    ) async {
        let set = Self.set(RecordingAdapter.Notes(), orders: orders, sessions: sessions)
        #expect(await Self.apply(effect, set)?.answer == answer)
    }

    @Test(
        arguments: [(0.2, 0.4, 0.4), (0.4, 0.2, 0.4), (nil, 0.4, nil), (0.4, nil, nil)] as [(Double?, Double?, Double?)]
    )
    func aRegionIsAsLateAsItsWorstService(first: Double?, second: Double?, whole: Double?) async {
        let set = Self.set(RecordingAdapter.Notes(), values: (first, second))
        let query = MetricQuery(metric: .replicationLag, region: RegionIndex(0), service: nil, window: nil)
        let one = MetricQuery(metric: .replicationLag, region: RegionIndex(0), service: ServiceIndex(1), window: nil)
        let answers = await set.measure([query, one])
        #expect(answers[0].value?.value == whole)
        #expect((answers[0].samples == 0) == (whole == nil))
        #expect(answers[1].value?.value == second)
    }

    @Test func `Before a fence only those are asked who know of data and its clients`() async {
        let notes = RecordingAdapter.Notes()
        _ = await Self.set(notes).observe(Operation.fence(RegionIndex(0), Self.orders).sight)
        #expect(Set(notes.all) == ["sql looks", "cache looks", "pool looks"])
    }

    @Test func `Of a closed way only a possible writer is fenced, and a region that answers anybody can be reached`() {
        var (data, way, health) = (
            WorldState(unknownIn: Self.topology), WorldState(unknownIn: Self.topology),
            WorldState(unknownIn: Self.topology)
        )
        let (east, west, service) = (RegionIndex(0), RegionIndex(1), ServiceIndex(0))
        data[east, service].role = .writer
        data[east, service].isFenced = .no
        data[west, service].role = .standby
        data[west, service].isFenced = .no
        data.isReachable = [.yes, .unknown]
        way[east, service].isFenced = .yes
        way[west, service].isFenced = .yes
        way.waiting = Self.orders
        health.isReachable = [.no, .no]
        var world = WorldState(unknownIn: Self.topology)
        world.adopt(.data, from: data)
        world.adopt(.connections, from: way)
        world.adopt(.health, from: health)
        #expect(world[east, service].isFenced == .yes)
        #expect(world[west, service].isFenced == .no)
        #expect(world.isReachable == [.yes, .no])
        #expect(world.satisfies(.unfence(west, Self.orders)) == .no)
        world.apply(.promote(west, Self.orders, loss: .zero))
        #expect(world.satisfies(.promote(west, Self.orders, loss: .zero)) == .yes)
    }
}
