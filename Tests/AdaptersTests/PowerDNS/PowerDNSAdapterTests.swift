import AdapterContract
import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Adapters

/// Against a real PowerDNS, asked by its API and in the DNS.
@Suite struct PowerDNSAdapterTests {
    private typealias Fixture = PowerDNSFixture

    @Test func `The adapter keeps the contract`() async throws {
        let server = try await PowerDNSServer()
        let timekeeper = WallTimekeeper(speed: 20)
        let subject = ContractSubject(topology: Fixture.topology, timekeeper: timekeeper) {
            try await Fixture.begin(server)
            return Fixture.adapter(server, timekeeper: timekeeper)
        }
        let findings = await AdapterContract.check(subject)
        #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
    }

    @Test func `The DNS answers by the weights that are set`() async throws {
        let server = try await PowerDNSServer()
        try await Fixture.begin(server)
        let adapter = Fixture.adapter(server)
        let report = await adapter.apply(HAProxyFixture.assignment(HAProxyFixture.route(25)))
        #expect(report.answer == .done)
        #expect(
            report.detail
                == "powerdns at \(server.url): app.lab.test. east 75%, west 25%; cache.lab.test. east 75%, west 25%")
        #expect(await adapter.observe()[Fixture.west, Fixture.api].weight == .percent(25))
        let dns = try #require(adapter.dns)
        var count = 0
        for _ in 0..<400 {
            let answer = try await dns.ask("app.lab.test.", .four)
            #expect(answer.timeToLive == 7)
            if answer.addresses == ["192.0.2.2"] { count += 1 }
        }
        #expect((60...140).contains(count), "\(count) of 400")
        #expect(PowerDNSAdapter.manifest(adapter.settings).settleTime == .seconds(7))

        #expect(await adapter.apply(HAProxyFixture.assignment(HAProxyFixture.route(100))).answer == .done)
        for _ in 0..<100 { #expect(try await dns.ask("app.lab.test.", .four).addresses == ["192.0.2.2"]) }
        let answers = await adapter.measure([
            MetricQuery(metric: .weight, region: Fixture.west, service: nil, window: nil),
            MetricQuery(metric: .availability, region: Fixture.west, service: nil, window: nil),
        ])
        #expect(answers.map(\.value) == [.ratio(.all), nil])
    }

    @Test func `What somebody else has set is seen, and addresses that are no region's keep their part`() async throws {
        let server = try await PowerDNSServer()
        try await Fixture.begin(server)
        let adapter = Fixture.adapter(server)
        try await server.set(
            "app.lab.test.", [#"A "pickwrandom({ {60, '192.0.2.1'}, {20,'192.0.2.2'}, {20,'192.0.2.99'} })""#])
        let world = await adapter.observe()
        #expect(world[Fixture.east, Fixture.api].weight == .percent(60))
        #expect(world[Fixture.west, Fixture.api].weight == .percent(20))
        let route = Effect.route(
            from: Fixture.east, to: Fixture.west,
            [Effect.Route(service: Fixture.api, from: .percent(10), to: .percent(70))])
        #expect(await adapter.apply(HAProxyFixture.assignment(route)).answer == .done)
        #expect(await adapter.observe().satisfies(route) == .yes)
        let findings = await adapter.examine()
        #expect(findings.contains { $0.weight == .caution && $0.sentence.contains("no region's") })
    }

    @Test func `A region without a part gets one`() async throws {
        let server = try await PowerDNSServer()
        try await Fixture.begin(server)
        try await server.set("app.lab.test.", [#"A "pickwrandom({{1,'192.0.2.1'}})""#])
        let adapter = Fixture.adapter(server)
        #expect(await adapter.observe()[Fixture.west, Fixture.api].weight == nil)
        #expect(await adapter.apply(HAProxyFixture.assignment(HAProxyFixture.route(10, [Fixture.api]))).answer == .done)
        #expect(await adapter.observe()[Fixture.west, Fixture.api].weight == .percent(10))
    }

    @Test func `Calls are shown as a person would make them`() {
        let adapter = Fixture.adapter("http://127.0.0.1:8081", key: .variable("X"))
        let calls = adapter.calls(
            for: HAProxyFixture.route(25, [Fixture.api]), in: WorldState(unknownIn: Fixture.topology))
        #expect(
            calls == [
                """
                PATCH http://127.0.0.1:8081/api/v1/servers/localhost/zones/lab.test. {"rrsets":[{"name":"app.lab.test.",\
                "type":"LUA","ttl":7,"changetype":"REPLACE","records":[{"content":\
                "A \\"pickwrandom({{3,'192.0.2.1'},{1,'192.0.2.2'}})\\"","disabled":false}]}]}
                """
            ])
    }

    @Test func `An examination says what is there and what is missing`() async throws {
        let server = try await PowerDNSServer()
        try await Fixture.begin(server)
        try await server.set("cache.lab.test.", [Fixture.content(1, 1)], ttl: 600)
        let sentences = await Fixture.adapter(server).examine().map { "\($0.weight): \($0.sentence)" }
        #expect(sentences.contains { $0.hasPrefix("sound: PowerDNS 4.") })
        #expect(sentences.contains("sound: api is app.lab.test.: east 100%, west 0%"))
        #expect(
            sentences.contains(
                "caution: answers for cache.lab.test. live 600s now, and 7s after the first shift"))
        let other = Fixture.adapter(
            server.url, key: .file(server.keyFile), names: [("api", "nothing.lab.test.")],
            addresses: ["east": "192.0.2.1"])
        let findings = await other.examine()
        #expect(
            findings.contains {
                $0.weight == .fault && $0.sentence == "there is no LUA record at nothing.lab.test."
                    && $0.help.contains("pickwrandom({{1,'192.0.2.1'}})")
            })
        #expect(
            findings.contains { $0.weight == .caution && $0.sentence.hasPrefix("nobody moves the traffic of cache") })
    }
}
