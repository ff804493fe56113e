import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Simulation

@Suite struct PreparationTests {
    static let promotion = Effect.promote(Demo.west, Demo.stateful, loss: .seconds(5))

    /// How long a promotion takes after these effects.
    static func promotionTime(after effects: [Effect]) -> Milliseconds {
        var world = Demo.world
        for effect in effects { #expect(world.perform(effect).answer == .done) }
        let answer = world.perform(.fence(Demo.east, Demo.stateful)).answer
        #expect(answer == .done)
        let start = world.clock
        #expect(world.perform(promotion).answer == .done)
        return world.clock - start
    }

    @Test func `A promotion takes less time when it was prepared, and as long as ever once that was released`() {
        let plain = Self.promotionTime(after: [])
        #expect(plain >= .seconds(3))
        #expect(Self.promotionTime(after: [.prepare(Self.promotion)]) <= Milliseconds(1200))
        #expect(Self.promotionTime(after: [.prepare(Self.promotion), .release(Self.promotion)]) >= .seconds(3))
    }

    @Test func `A promotion uses up what was prepared, wherever that was`() {
        var world = Demo.world
        for region in [Demo.west, Demo.europe] { world.perform(.prepare(.promote(region, Demo.stateful, loss: .zero))) }
        #expect(world.isPrepared(Demo.west, Demo.stateful) && world.isPrepared(Demo.europe, Demo.stateful))
        world.perform(.fence(Demo.east, Demo.stateful))
        world.perform(Self.promotion)
        #expect(!world.isPrepared(Demo.west, Demo.stateful) && !world.isPrepared(Demo.europe, Demo.stateful))
    }

    @Test func `Preparing changes nothing that can be seen`() {
        var world = Demo.world
        let before = world.state
        world.perform(.prepare(Self.promotion))
        #expect(world.state == before)
    }

    @Test func `A dead region is not prepared, and says so`() {
        var world = Demo.world
        world.strike(Demo.region(Demo.west), .fail)
        #expect(world.perform(.prepare(Self.promotion)).answer == .notDone(.unreachable))
        #expect(!world.isPrepared(Demo.west, Demo.stateful))
        #expect(world.perform(.prepare(.fence(Demo.east, Demo.stateful))).answer == .notDone(.invalid))
    }

    @Test func `What is prepared outlives the process, and files that do not know of it are read`() throws {
        let place = try WorldFileTests.Place()
        _ = try WorldFile(path: place.path, blueprint: Demo.blueprint).transact(.effect) {
            $0.perform(.prepare(Self.promotion))
        }
        let again = try WorldFile(path: place.path, blueprint: Demo.blueprint)
        #expect(try again.transact(.passage) { $0.isPrepared(Demo.west, Demo.stateful) })
        let older = try place.read().replacing(#","isPrepared":true"#, with: "")
            .replacing(#","isPrepared":false"#, with: "").replacing(#""isPrepared":true,"#, with: "")
            .replacing(#""isPrepared":false,"#, with: "")
        #expect(!older.contains("isPrepared"))
        try place.write(older)
        let read = try WorldFile(path: place.path, blueprint: Demo.blueprint)
        #expect(try !read.transact(.passage) { $0.isPrepared(Demo.west, Demo.stateful) })
    }

    /// A rehearsal of `gradual`, with how long no region acknowledged writes of some service.
    static func rehearse(_ actions: ActionCatalogue, _ faults: FaultPlan? = nil) throws -> (
        RehearsalReport, Milliseconds
    ) {
        let plan = try Demo.plan("gradual", mode: .planned, actions: actions)
        var settings = RehearsalSettings(mode: .planned, faults: faults)
        settings.sampling = Milliseconds(50)
        let report = Rehearsal.run(plan, in: Demo.world, settings)
        let without = report.samples.count { $0.writers.contains([]) }
        return (report, Milliseconds(50) * Int64(without))
    }

    @Test func `The regions are without a writer for a shorter time when the promotion is prepared`() throws {
        let (prepared, with) = try Self.rehearse(SimulatedActions.catalogue)
        let (plain, without) = try Self.rehearse(ActionCatalogue(SimulatedActions.catalogue.declarations))
        #expect(prepared.outcome == .succeeded && plain.outcome == .succeeded)
        #expect(with > .zero && with * 2 < without, "\(with) with it, \(without) without")
    }

    @Test(
        "A hand-over whose preparation fails is a hand-over without one",
        arguments: [
            FaultPlan.Kind.refuse(action: "prepare", times: 1), .loseReply(action: "prepare", times: 1),
            .loseRequest(action: "prepare", times: 1),
        ])
    func unprepared(_ fault: FaultPlan.Kind) throws {
        let (report, _) = try Self.rehearse(
            SimulatedActions.catalogue, Demo.faults([(.zero, Demo.region(Demo.west), fault)]))
        #expect(report.outcome == .succeeded)
        let node = try #require(report.session.plan.node(named: "promote.prepare"))
        #expect(report.session.machine.state.nodes[node.index].status == .continued)
    }

    @Test func `A rollback releases what was prepared`() throws {
        let faults = Demo.faults([(.zero, Demo.region(Demo.west), .refuse(action: "promote", times: 9))])
        let (report, _) = try Self.rehearse(SimulatedActions.catalogue, faults)
        #expect(report.outcome == .rolledBack)
        #expect(!report.world.isPrepared(Demo.west, Demo.stateful))
        let node = try #require(report.session.plan.node(named: "promote.prepare"))
        #expect(report.session.machine.state.nodes[node.index].status == .undone)
    }
}
