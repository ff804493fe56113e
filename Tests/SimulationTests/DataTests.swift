import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Simulation

@Suite struct DataTests {
    let database = Demo.service("orders_db")

    @Test func `Lag is small while a link carries the writes, and grows while it does not`() throws {
        var world = Demo.world
        world.wait(.seconds(30))
        let calm = try #require(world.value(.replicationLag, Demo.west))
        #expect(calm > 0 && calm < 2000)
        world.strike(Demo.link(Demo.east, Demo.west), .fail)
        world.wait(.seconds(60))
        let cut = try #require(world.value(.replicationLag, Demo.west))
        #expect(cut > 55_000 && cut < 65_000)
        #expect(world.observation()[Demo.west, database].isStreaming == .no)
        #expect(try #require(world.value(.replicationLagBytes, Demo.west, "orders_db")) > 100_000_000)
        world.strike(Demo.link(Demo.east, Demo.west), .restore)
        world.wait(.seconds(30))
        #expect(try #require(world.value(.replicationLag, Demo.west)) < 2000)
    }

    @Test("A link too narrow for the writes falls behind", arguments: [(factor: 2.0, falls: false), (40.0, true)])
    func narrow(_ row: (factor: Double, falls: Bool)) throws {
        var world = Demo.world
        world.strike(Demo.link(Demo.east, Demo.west), .slow(factor: row.factor))
        world.wait(.minutes(3))
        #expect((try #require(world.value(.replicationLag, Demo.west)) > 20_000) == row.falls)
    }

    @Test func `Further regions in the chain lag more`() throws {
        var world = Demo.world
        world.wait(.seconds(30))
        let lags = try [Demo.west, Demo.europe, Demo.asia].map {
            try #require(world.value(.replicationLag, $0, over: .seconds(20)))
        }
        #expect(lags == lags.sorted() && lags[0] < lags[2])
    }

    @Test func `Once the writer is fenced the lag drains to nothing`() {
        var world = Demo.world
        world.wait(.seconds(30))
        world.perform(.fence(Demo.east, Demo.stateful))
        world.wait(.seconds(3))
        for region in [Demo.west, Demo.europe, Demo.asia] {
            #expect(world.observation()[region, database].lag == .zero)
        }
        #expect(world.perform(.promote(Demo.west, Demo.stateful, loss: .zero)).answer == .done)
        #expect(world.lostWrites.losses.isEmpty)
    }

    @Test func `A promotion with lag loses exactly that`() throws {
        var world = Demo.world
        world.wait(.seconds(30))
        world.strike(Demo.link(Demo.east, Demo.west), .fail)
        world.wait(.seconds(40))
        world.perform(.fence(Demo.east, Demo.stateful))
        world.wait(.seconds(5))
        let lag = try #require(world.observation()[Demo.west, database].lag)
        let bytes = try #require(world.data[database.index]).lagBytes(of: Demo.west.index)
        #expect(
            world.perform(.promote(Demo.west, ServiceSet([database]), loss: .seconds(1))).answer == .notDone(.refused))
        #expect(world.lostWrites.losses.isEmpty)
        #expect(world.perform(.promote(Demo.west, ServiceSet([database]), loss: .minutes(5))).answer == .done)
        let loss = try #require(world.lostWrites.losses.first)
        #expect(Milliseconds(loss.milliseconds) == lag && loss.bytes == bytes && bytes > 0)
        #expect(loss.service == "orders_db" && loss.region == "us-east-1")
        #expect(world.truth()[Demo.west, database].role == .writer)
        #expect(world.truth()[Demo.east, database].role == .detached)
    }

    @Test func `The lag behind a dead writer is an upper bound, until it is fenced`() throws {
        var world = Demo.world
        world.wait(.seconds(30))
        world.strike(Demo.region(Demo.east), .fail)
        world.wait(.seconds(20))
        let early = try #require(world.observation()[Demo.west, database].lag)
        world.wait(.seconds(20))
        let late = try #require(world.observation()[Demo.west, database].lag)
        #expect(late - early == .seconds(20))
        #expect(try #require(world.truth()[Demo.west, database].lag) < .seconds(2))
        #expect(world.perform(.fence(Demo.east, Demo.stateful)).answer == .done)
        let bound = try #require(world.observation()[Demo.west, database].lag)
        world.wait(.minutes(5))
        #expect(world.observation()[Demo.west, database].lag == bound)
        #expect(bound < .seconds(50))
    }

    @Test func `What does not answer is unknown, but for its weights and its fence`() {
        var world = Demo.world
        world.strike(Demo.region(Demo.east), .partition)
        world.wait(.seconds(2))
        let seen = world.observation()
        #expect(seen.isReachable[Demo.east.index] == .no)
        #expect(seen[Demo.east, database].role == .unknown)
        #expect(seen[Demo.east, database].source == .unknown)
        #expect(seen[Demo.east, database].lag == nil)
        #expect(seen[Demo.east, database].isServing == .unknown)
        #expect(seen[Demo.east, Demo.service("checkout_api")].capacity == nil)
        #expect(seen[Demo.east, Demo.service("checkout_api")].weight == .all)
        #expect(seen[Demo.east, database].acknowledgesWrites == .unknown)
        for metric in Metric.builtIn.map(\.metric) where metric != .weight {
            #expect(world.value(metric, Demo.east) == nil, "\(metric)")
        }
        #expect(world.perform(.fence(Demo.east, Demo.stateful)).answer == .done)
        #expect(world.observation()[Demo.east, database].isFenced == .yes)
        #expect(world.observation()[Demo.east, database].acknowledgesWrites == .no)
    }

    @Test("A dead writer that comes back is a second writer unless it was fenced", arguments: [true, false])
    func secondWriter(_ isFenced: Bool) {
        var world = Demo.world
        world.wait(.seconds(10))
        world.strike(Demo.region(Demo.east), .fail)
        world.wait(.seconds(5))
        if isFenced { world.perform(.fence(Demo.east, Demo.stateful)) }
        #expect(world.perform(.promote(Demo.west, Demo.stateful, loss: .minutes(5))).answer == .done)
        #expect(world.writers(of: database) == [Demo.west])
        world.strike(Demo.region(Demo.east), .restore)
        world.wait(.seconds(10))
        #expect(world.writers(of: database) == (isFenced ? [Demo.west] : [Demo.east, Demo.west]))
        #expect(Invariant.oneWriter.isViolated(in: world.observation(), topology: Demo.topology) == !isFenced)
        let before = world.lostWrites.bytes
        #expect(world.perform(SimulatedWorld.follow(Demo.east, Demo.west)).answer == .done)
        #expect(world.writers(of: database) == [Demo.west])
        #expect((world.lostWrites.bytes > before) == !isFenced)
    }

    @Test func `A rebuilt copy catches up`() throws {
        var world = Demo.world
        world.wait(.seconds(10))
        world.perform(.fence(Demo.east, Demo.stateful))
        world.wait(.seconds(3))
        world.perform(.promote(Demo.west, Demo.stateful, loss: .zero))
        world.wait(.minutes(2))
        let begin = world.clock
        #expect(world.perform(SimulatedWorld.follow(Demo.east, Demo.west)).answer == .done)
        #expect(world.clock - begin >= .seconds(5))
        #expect(try #require(world.truth()[Demo.east, database].lag) > .zero)
        world.wait(.seconds(20))
        #expect(try #require(world.observation()[Demo.east, database].lag) < .seconds(2))
        #expect(world.observation()[Demo.east, database].isStreaming == .yes)
        #expect(world.perform(.verify(from: Demo.west, to: Demo.east, Demo.stateful)).answer == .done)
    }

    @Test func `The writer is not rebuilt from another region`() {
        var world = Demo.world
        #expect(world.perform(SimulatedWorld.follow(Demo.east, Demo.west)).answer == .notDone(.refused))
        #expect(world.truth()[Demo.east, database].role == .writer)
    }

    @Test("The log of writes finds positions and moments", arguments: [Int64(300), 3000])
    func log(_ seconds: Int64) {
        var log = WriteLog(at: 0)
        for second in 1...seconds { log.grow(by: 1000, until: second * 1000) }
        #expect(log.points.count <= 513)
        #expect(log.head == Double(seconds) * 1000)
        #expect(log.time(of: log.head) == seconds * 1000)
        #expect(abs(log.head(at: seconds * 500) - Double(seconds) * 500) < 1)
        #expect(abs(log.time(of: Double(seconds) * 250) - seconds * 250) <= 1)
    }
}
