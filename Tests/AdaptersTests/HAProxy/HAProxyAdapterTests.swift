import AdapterContract
import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Adapters

/// Against a real HAProxy.
@Suite struct HAProxyAdapterTests {
    private typealias Fixture = HAProxyFixture

    @Test func `The adapter keeps the contract`() async throws {
        let server = try await HAProxyServer()
        let timekeeper = WallTimekeeper(speed: 20)
        let subject = ContractSubject(topology: Fixture.topology, timekeeper: timekeeper) {
            let adapter = Fixture.adapter(server.admin, timekeeper: timekeeper)
            try await Fixture.begin(adapter)
            return adapter
        }
        let findings = await AdapterContract.check(subject)
        #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
    }

    @Test func `Weights are what HAProxy gives of all that it gives`() async throws {
        let server = try await HAProxyServer()
        let adapter = Fixture.adapter(server.admin)
        // Started with 100 each.
        var world = await adapter.observe()
        #expect(world[Fixture.east, Fixture.api].weight == .percent(50))
        #expect(world[Fixture.west, Fixture.cache].weight == .percent(50))
        _ = try await adapter.runtime.run(["set server web/east weight 60", "set server web/west weight 20"])
        world = await adapter.observe()
        #expect(world[Fixture.east, Fixture.api].weight == .percent(75))
        _ = try await adapter.runtime.run(["set server web/east state maint"])
        world = await adapter.observe()
        #expect(world[Fixture.east, Fixture.api].weight == .zero)
        #expect(world[Fixture.west, Fixture.api].weight == .all)
    }

    @Test func `What somebody has closed is not opened`() async throws {
        let server = try await HAProxyServer()
        let adapter = Fixture.adapter(server.admin)
        try await Fixture.begin(adapter)
        _ = try await adapter.runtime.run(["set server web/west state drain"])
        let report = await adapter.apply(Fixture.assignment(Fixture.route(10)))
        #expect(report.answer == .notDone(.conflict))
        #expect(report.detail.contains("somebody has closed web/west"))
        let world = await adapter.observe()
        #expect(world[Fixture.east, Fixture.cache].weight == .all)
    }

    @Test func `A restart forgets weights, and a look shows it`() async throws {
        let server = try await HAProxyServer()
        let adapter = Fixture.adapter(server.admin)
        try await Fixture.begin(adapter)
        let shifted = await adapter.apply(Fixture.assignment(Fixture.route(25)))
        #expect(shifted.answer == .done)
        let other = try await HAProxyServer()
        let world = await Fixture.adapter(other.admin).observe()
        #expect(world.satisfies(Fixture.route(25)) == .no)
    }

    @Test func `Calls are shown as a person would make them`() async throws {
        let adapter = Fixture.adapter(.host("127.0.0.1", port: 9999))
        let calls = adapter.calls(for: Fixture.route(25, [Fixture.api]), in: WorldState(unknownIn: Fixture.topology))
        #expect(
            calls == [
                "set server web/west weight 25  (127.0.0.1:9999)", "set server web/east weight 75  (127.0.0.1:9999)",
            ])
    }

    @Test func `Measurements are of the weights alone`() async throws {
        let server = try await HAProxyServer()
        let adapter = Fixture.adapter(server.admin)
        try await Fixture.begin(adapter)
        let answers = await adapter.measure([
            MetricQuery(metric: .weight, region: Fixture.east, service: nil, window: nil),
            MetricQuery(metric: .availability, region: Fixture.east, service: nil, window: nil),
        ])
        #expect(answers[0].value == .ratio(.all))
        #expect(answers[1].value == nil)
        // A service whose weight nobody can read leaves its region's unknown.
        let partly = Fixture.adapter(server.admin, backends: [("api", "web"), ("cache", "nothing")])
        let known = await partly.measure([
            MetricQuery(metric: .weight, region: Fixture.east, service: nil, window: nil),
            MetricQuery(metric: .weight, region: Fixture.east, service: Fixture.api, window: nil),
        ])
        #expect(known.map(\.value) == [nil, .ratio(.all)])
        server.process.end()
        let gone = await adapter.measure([MetricQuery(metric: .weight, region: Fixture.east, service: nil, window: nil)]
        )
        #expect(gone[0].value == nil && gone[0].samples == 0)
    }
}
