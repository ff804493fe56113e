import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Simulation

@Suite struct FaultTests {
    @Test func `Faults happen in their time and can be taken back`() {
        var world = Demo.world
        world.wait(.minutes(1))
        world.schedule(
            Demo.faults([
                (.seconds(90), Demo.region(Demo.west), .restore), (.seconds(30), Demo.region(Demo.west), .fail),
            ]))
        var reachable: [Bool] = []
        for _ in 0..<5 {
            reachable.append(world.isReachable(Demo.west.index))
            world.wait(.seconds(25))
        }
        #expect(reachable == [true, true, false, false, true])
    }

    struct Spoilt: Sendable {
        var kind: FaultPlan.Kind
        var answer: EffectReport.Answer
        var isDone: Bool
        var takes: ClosedRange<Int64>
    }

    @Test(
        "An effect is spoilt as often as the plan says",
        arguments: [
            Spoilt(
                kind: .refuse(action: "shift", times: 1), answer: .notDone(.refused), isDone: false, takes: 50...300),
            Spoilt(kind: .loseReply(action: "shift", times: 1), answer: .inDoubt, isDone: true, takes: 20_000...20_000),
            Spoilt(
                kind: .loseRequest(action: "shift", times: 1), answer: .inDoubt, isDone: false, takes: 20_000...20_000),
        ])
    func spoilt(_ spoilt: Spoilt) {
        var world = Demo.world
        world.perform(SimulatedWorld.scale(Demo.west, 100))
        world.strike(Demo.region(Demo.west), spoilt.kind)
        let start = world.clock
        #expect(world.perform(SimulatedWorld.shift(10), timeout: .seconds(20)).answer == spoilt.answer)
        #expect(spoilt.takes.contains((world.clock - start).rawValue))
        #expect(world.truth().satisfies(SimulatedWorld.shift(10)) == Knowledge(spoilt.isDone))
        #expect(world.perform(SimulatedWorld.shift(20)).answer == .done)
    }

    @Test(
        "What does not answer says so, each in its way",
        arguments: [
            (FaultPlan.Kind.fail, EffectReport.Answer.notDone(.unreachable)), (.partition, .inDoubt),
        ])
    func unreachable(_ kind: FaultPlan.Kind, _ answer: EffectReport.Answer) {
        var world = Demo.world
        world.strike(Demo.region(Demo.west), kind)
        let before = world.truth()
        #expect(world.perform(SimulatedWorld.scale(Demo.west, 100), timeout: .seconds(10)).answer == answer)
        #expect(world.perform(.fence(Demo.west, Demo.stateful), timeout: .seconds(10)).answer == .done)
        #expect(world.perform(.unfence(Demo.west, Demo.stateful), timeout: .seconds(10)).answer == .done)
        #expect(
            world.truth()[Demo.west, Demo.service("checkout_api")].capacity
                == before[Demo.west, Demo.service("checkout_api")].capacity)
    }

    @Test func `A region that dies between the two halves leaves a doubt, and nothing done`() {
        var world = Demo.world
        world.perform(.fence(Demo.east, Demo.stateful))
        world.wait(.seconds(3))
        world.schedule(Demo.faults([(.seconds(1), Demo.region(Demo.west), .fail)]))
        let promote = Effect.promote(Demo.west, Demo.stateful, loss: .zero)
        #expect(world.perform(promote).answer == .inDoubt)
        #expect(world.truth().satisfies(promote) == .no)
    }

    @Test func `A slow region takes longer to answer, and to act`() throws {
        var world = Demo.world
        world.wait(.seconds(5))
        let sound = try #require(world.value(.responseTime, Demo.east))
        world.strike(Demo.region(Demo.east), .slow(factor: 10))
        world.wait(.seconds(2))
        #expect(try #require(world.value(.responseTime, Demo.east)) > 8 * sound)
        #expect(try #require(world.value(.networkLatency, Demo.east)) > 300)
        let backup = PlanAction(name: "backup.verify", arguments: ["region": .region("us-east-1")], touches: [])
        let start = world.clock
        #expect(world.perform(.custom(0), action: backup).answer == .done)
        #expect(world.clock - start > .seconds(100))
    }

    @Test func `An effect of an older epoch is refused, and nothing is done`() {
        var world = Demo.world
        #expect(world.perform(.fence(Demo.east, Demo.stateful), epoch: 7).answer == .done)
        #expect(world.perform(.unfence(Demo.east, Demo.stateful), epoch: 6).answer == .superseded)
        #expect(world.truth()[Demo.east, Demo.service("orders_db")].isFenced == .yes)
        #expect(world.epoch == Epoch(rawValue: 7))
    }

    @Test func `An effect that was overtaken between its halves is refused`() {
        var world = Demo.world
        let old = Assignment(
            effect: .fence(Demo.east, Demo.stateful), mode: .planned, epoch: Epoch(rawValue: 1), run: "old",
            step: "fence",
            isUndo: false, timeout: .seconds(60))
        let performance = world.begin(old)
        world.perform(.unfence(Demo.east, Demo.stateful), epoch: 2)
        #expect(world.commit(old, performance)?.answer == .superseded)
        #expect(world.truth()[Demo.east, Demo.service("orders_db")].isFenced == .no)
    }

    @Test func `What a suspended executor has under way is refused once the run is known to have another`() async {
        var world = Demo.world
        let incident = PlanAction(name: "incident.open", arguments: [:], touches: [])
        func asked(by run: String) -> Assignment {
            Assignment(
                effect: .custom(0), action: incident, mode: .planned, epoch: Epoch(rawValue: 1), run: run, step: "tell",
                isUndo: false, timeout: .seconds(60))
        }
        let (old, other) = (asked(by: "old"), asked(by: "other"))
        let (performance, another) = (world.begin(old), world.begin(other))
        let access = WorldInMemory(world)
        let adapter = try? SimulatedAdapter(access, timekeeper: LeapingTimekeeper())
        await adapter?.supersede("old", before: Epoch(rawValue: 2))
        _ = try? access.transact(.passage) { world = $0 }
        #expect(world.commit(old, performance)?.answer == .superseded)
        #expect(world.begin(old).course == .answer(EffectReport(.superseded, detail: "a newer epoch has been seen")))
        #expect(world.incidents.isEmpty)
        #expect(world.commit(other, another) == nil, "runs side by side do not fence each other")
        #expect(world.incidents.count == 1)
    }

    @Test(
        "What can never succeed is invalid",
        arguments: [
            SimulatedWorld.scale(Demo.asia, 200), .promote(Demo.west, Demo.topology.routed, loss: .zero),
            .follow(Demo.west, [.init(service: Demo.service("orders_db"), source: Demo.west)]), .custom(0), .notify(0),
            .route(
                from: Demo.east, to: Demo.west,
                [.init(service: Demo.service("checkout_api"), from: .percent(150), to: .percent(-50))]),
        ])
    func invalid(_ effect: Effect) {
        var world = Demo.world
        let before = world.truth()
        #expect(world.perform(effect).answer == .notDone(.invalid))
        #expect(world.truth() == before)
    }

    @Test func `Time in small steps and in one leap makes the same world`() {
        var (patient, hasty) = (Demo.world, Demo.world)
        for _ in 0..<600 { patient.wait(Milliseconds(333)) }
        hasty.advance(to: patient.clock)
        #expect(patient.truth() == hasty.truth())
        #expect(
            patient.value(.responseTime, Demo.east, over: .minutes(2))
                == hasty.value(.responseTime, Demo.east, over: .minutes(2)))
    }
}
