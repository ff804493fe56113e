import Runbook
import RunbookCompiler
import Switchyard
import Testing
import World

@Suite("The truth in one sentence")
struct TruthTests {
    static let topology = Topology(
        regions: [
            .init(
                name: "east", role: .primary, services: ServiceSet([ServiceIndex(0), ServiceIndex(1), ServiceIndex(2)])),
            .init(
                name: "west", role: .secondary,
                services: ServiceSet([ServiceIndex(0), ServiceIndex(1), ServiceIndex(2)])),
        ],
        services: [
            .init(name: "db", type: .database), .init(name: "api", type: .api), .init(name: "cache", type: .cache),
        ])

    static func world(_ change: (inout WorldState) -> Void = { _ in }) -> WorldState {
        var world = WorldState(unknownIn: topology)
        let (east, west) = (RegionIndex(0), RegionIndex(1))
        for service in [ServiceIndex(1), ServiceIndex(2)] {
            world[east, service].weight = .all
            world[west, service].weight = .zero
        }
        let db = ServiceIndex(0)
        (world[east, db].role, world[east, db].isFenced, world[east, db].source) = (.writer, .no, .none)
        (world[west, db].role, world[west, db].isFenced) = (.standby, .no)
        (world[west, db].source, world[west, db].isStreaming) = (.region(east), .yes)
        world[east, db].isStreaming = .no
        change(&world)
        return world
    }

    func sentence(_ loss: Milliseconds? = nil, _ change: (inout WorldState) -> Void = { _ in }) -> String {
        Truth(Self.world(change), Self.topology, loss: loss).sentence
    }

    @Test("when all is well")
    func sound() {
        #expect(sentence() == "east carries all traffic; east is the writer; replicated to west.")
    }

    @Test("services that differ are named")
    func split() {
        let text = sentence {
            $0[RegionIndex(0), ServiceIndex(1)].weight = .percent(90)
            $0[RegionIndex(1), ServiceIndex(1)].weight = .percent(10)
        }
        #expect(
            text.hasPrefix(
                "east carries 90% and west carries 10% of the traffic of api; east carries all traffic of cache;"))
    }

    @Test("what is unprotected, lost, unfenced or unknown is said")
    func trouble() {
        #expect(sentence { $0[RegionIndex(1), ServiceIndex(0)].isStreaming = .no }.contains("unprotected"))
        #expect(sentence(.zero).hasSuffix("no acknowledged write was lost."))
        #expect(sentence(.seconds(3)).hasSuffix("the last 3s of writes may be lost, at most."))
        #expect(
            sentence { $0[RegionIndex(0), ServiceIndex(0)].isFenced = .yes }.contains(
                "nobody takes writes (east is fenced)"))
        #expect(sentence { $0.owesFence[0] = true }.contains("east was never confirmed as fenced"))
        #expect(
            sentence { $0[RegionIndex(0), ServiceIndex(1)].weight = nil }.contains(
                "the share of traffic of api in east is unknown"))
        #expect(
            sentence { $0[RegionIndex(1), ServiceIndex(0)].role = .writer }.contains(
                "east and west all acknowledge writes"))
    }
}
