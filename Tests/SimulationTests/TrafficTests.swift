import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Simulation

@Suite struct TrafficTests {
    @Test(
        "Real traffic follows a weight as late as resolvers forget",
        arguments: [
            (seconds: Int64(0), share: 0.0), (6, 0.1), (15, 0.25), (27, 0.45), (30, 0.5), (60, 0.5),
        ])
    func follows(_ row: (seconds: Int64, share: Double)) {
        var world = Demo.world
        world.perform(SimulatedWorld.scale(Demo.west, 100))
        world.perform(SimulatedWorld.shift(50))
        let api = Demo.service("checkout_api")
        let commit = world.clock.rawValue - world.drifts[0].at
        world.advance(
            to: Milliseconds(world.drifts[0].at) + .seconds(row.seconds)
                + (row.seconds == 0 ? Milliseconds(commit) : .zero))
        #expect(abs(world.trafficShare(Demo.west, api) - row.share) < 0.01)
        #expect(abs(world.trafficShare(Demo.west, api) + world.trafficShare(Demo.east, api) - 1) < 1e-9)
        #expect(world.observation()[Demo.west, api].weight == .percent(50))
    }

    @Test func `A second change begins where the first one has got to`() {
        var world = Demo.world
        world.perform(SimulatedWorld.scale(Demo.west, 100))
        world.perform(SimulatedWorld.shift(100))
        world.wait(.seconds(15))
        let midway = world.trafficShare(Demo.west, Demo.service("checkout_api"))
        world.perform(SimulatedWorld.shift(0))
        let after = world.trafficShare(Demo.west, Demo.service("checkout_api"))
        #expect(abs(after - midway) < 0.05)
        world.wait(.seconds(31))
        #expect(world.trafficShare(Demo.west, Demo.service("checkout_api")) == 0)
    }

    @Test func `Flushed resolvers follow at once`() {
        var world = Demo.world
        world.perform(SimulatedWorld.scale(Demo.west, 100))
        world.perform(SimulatedWorld.shift(50))
        let flush = PlanAction(name: "dns.flush", arguments: [:], touches: [])
        #expect(world.perform(.custom(0), action: flush).answer == .done)
        #expect(world.trafficShare(Demo.west, Demo.service("checkout_api")) == 0.5)
    }

    @Test func `Overload makes a region slow, then makes it fail`() throws {
        var world = Demo.world
        world.perform(SimulatedWorld.scale(Demo.west, 100))
        world.perform(SimulatedWorld.scale(Demo.west, 20))
        world.wait(.seconds(30))
        let calm = try #require(world.value(.responseTime, Demo.west))
        var slow = calm
        for percent in [Int32(20), 30, 100] {
            world.perform(SimulatedWorld.shift(percent))
            world.wait(.minutes(1))
            let next = try #require(world.value(.responseTime, Demo.west))
            #expect(next > slow)
            slow = next
        }
        #expect(try #require(world.value(.errorRate, Demo.west)) > 0.3)
        #expect(try #require(world.value(.load, Demo.west)) > 1)
        #expect(try #require(world.value(.availability, Demo.west)) < 0.7)
        #expect(slow > calm * 3)
        let spread = [Metric.responseTimeP50, .responseTime, .responseTimeP95, .responseTimeP99]
            .compactMap { world.value($0, Demo.west) }
        #expect(spread.count == 4 && spread == spread.sorted())
    }

    @Test func `Capacity becomes ready bit by bit, and the answer comes when it is`() {
        var world = Demo.world
        let api = Demo.service("checkout_api")
        var undertaking = Undertaking(
            Assignment(
                effect: SimulatedWorld.scale(Demo.west, 100), mode: .planned, epoch: Epoch(rawValue: 1), run: "test",
                step: "scale", isUndo: false, timeout: .minutes(5)))
        var seen: [BasisPoints] = []
        var report: EffectReport?
        while report == nil {
            switch undertaking.proceed(in: &world) {
            case .answer(let answer): report = answer
            case .wait(let moment):
                while world.clock < moment {
                    world.advance(to: min(moment, world.clock + .seconds(5)))
                    seen.append(world.observation()[Demo.west, api].capacity ?? .zero)
                }
            }
        }
        #expect(report?.answer == .done)
        #expect(seen == seen.sorted())
        #expect(Set(seen).count > 4)
        #expect(seen.first == .percent(60) && seen.last == .all)
        #expect(world.clock >= .seconds(30) && world.clock <= .seconds(93))
    }

    @Test func `A dead service fails, and so does what depends on it`() throws {
        var world = Demo.world
        world.strike(Demo.service("session_cache", in: Demo.east), .fail)
        world.wait(.seconds(3))
        #expect(world.value(.errorRate, Demo.east, "session_cache") == 1)
        #expect(world.value(.errorRate, Demo.east, "checkout_api") == 1)
        #expect(world.value(.responseTime, Demo.east, "session_cache") == nil)
        #expect(try #require(world.value(.errorRate, Demo.east, "order_workers")) < 0.01)
        #expect(world.observation()[Demo.east, Demo.service("session_cache")].isServing == .no)
    }

    @Test func `Writes fail while there is no writer, and a probe of an idle region does not write`() throws {
        var world = Demo.world
        world.perform(.fence(Demo.east, Demo.stateful))
        world.wait(.seconds(2))
        #expect(try #require(world.value(.errorRate, Demo.east, "checkout_api")) > 0.09)
        #expect(try #require(world.value(.errorRate, Demo.west, "checkout_api")) < 0.01)
    }

    @Test func `Shed load is turned away and relieves the rest`() throws {
        var world = Demo.world
        world.wait(.seconds(5))
        let before = try #require(world.value(.load, Demo.east))
        let shed = PlanAction(
            name: "load.shed", arguments: ["region": .region("us-east-1"), "percent": .percentage(.percent(30))],
            touches: [])
        #expect(world.perform(.custom(0), action: shed).answer == .done)
        world.wait(.seconds(5))
        #expect(try #require(world.value(.load, Demo.east)) < before * 0.8)
        #expect(try #require(world.value(.errorRate, Demo.east)) > 0.29)
    }
}
