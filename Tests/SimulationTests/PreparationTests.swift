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

    static func rehearse(
        _ actions: ActionCatalogue = SimulatedActions.catalogue, faults: FaultPlan? = nil,
        sampling: Milliseconds? = nil
    ) throws -> RehearsalReport {
        let plan = try Demo.plan("immediate", mode: .planned, actions: actions)
        var settings = RehearsalSettings(mode: .planned, faults: faults)
        settings.sampling = sampling
        return Rehearsal.run(plan, in: Demo.world, settings)
    }

    @Test func `The regions are without a writer for a shorter time when the promotion is prepared`() throws {
        let plain = ActionCatalogue(SimulatedActions.catalogue.declarations)
        let lengths = try [SimulatedActions.catalogue, plain].map { actions in
            let report = try Self.rehearse(actions, sampling: Milliseconds(100))
            #expect(report.outcome == .succeeded)
            return Milliseconds(100) * Int64(report.samples.count { $0.writers.contains([]) })
        }
        #expect(lengths[0] > .zero && lengths[0] * 2 < lengths[1], "\(lengths)")
    }

    @Test(
        "A hand-over whose preparation fails is a hand-over without one",
        arguments: [
            FaultPlan.Kind.refuse(action: "prepare", times: 1), .loseReply(action: "prepare", times: 1),
            .loseRequest(action: "prepare", times: 1),
        ])
    func unprepared(_ fault: FaultPlan.Kind) throws {
        let report = try Self.rehearse(
            faults: Demo.faults([(.zero, Demo.region(Demo.west), fault)]))
        #expect(report.outcome == .succeeded)
        let node = try #require(report.session.plan.node(named: "promote.prepare"))
        #expect(report.session.machine.state.nodes[node.index].status == .continued)
    }

    @Test func `A rollback releases what was prepared`() throws {
        let faults = Demo.faults([(.zero, Demo.region(Demo.west), .refuse(action: "promote", times: 9))])
        let report = try Self.rehearse(faults: faults)
        #expect(report.outcome == .rolledBack)
        #expect(!report.world.isPrepared(Demo.west, Demo.stateful))
        let node = try #require(report.session.plan.node(named: "promote.prepare"))
        #expect(report.session.machine.state.nodes[node.index].status == .undone)
    }
}
