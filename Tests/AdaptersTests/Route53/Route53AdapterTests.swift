import AdapterContract
import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Adapters

/// Against moto, which stands in for Route 53.
@Suite struct Route53AdapterTests {
    private typealias Fixture = Route53Fixture

    @Test func `The adapter keeps the contract`() async throws {
        let server = try await MotoServer()
        let zone = try await Fixture.zone(server)
        let timekeeper = WallTimekeeper(speed: 6)
        let subject = ContractSubject(topology: Fixture.topology, timekeeper: timekeeper) {
            try await Fixture.begin(server, zone)
            return Fixture.adapter(server.url, zone: zone, timekeeper: timekeeper)
        }
        let findings = await AdapterContract.check(subject)
        #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
    }

    @Test func `Weights are set, everything else is as it was, and answers live no longer than was said`() async throws
    {
        let server = try await MotoServer()
        let zone = try await Fixture.zone(server)
        try await Fixture.begin(server, zone)
        let adapter = Fixture.adapter(server.url, zone: zone)
        let report = await adapter.apply(HAProxyFixture.assignment(HAProxyFixture.route(25)))
        #expect(
            report
                == EffectReport(
                    .done,
                    detail:
                        "route53 zone \(zone): app.lab.test. east 75%, west 25%; cache.lab.test. east 75%, west 25%"))
        let sets = try await adapter.sets(of: "app.lab.test.")[0]
        #expect(sets.map(\.weight) == [75, 25] && sets.map(\.timeToLive) == [20, 20])
        #expect(sets.map(\.identifier) == ["east", "w"])
        #expect(sets[1].element["ResourceRecords"]?["ResourceRecord"]?.text("Value") == "192.0.2.2")
        let answers = await adapter.measure([
            MetricQuery(metric: .weight, region: Fixture.west, service: nil, window: nil),
            MetricQuery(metric: .availability, region: Fixture.west, service: nil, window: nil),
        ])
        #expect(answers.map(\.value) == [.ratio(.percent(25)), nil])
        #expect(Route53Adapter.manifest(adapter.settings).settleTime == .seconds(20))
    }

    @Test func `Every kind of a name is moved, and kinds that differ have no weight`() async throws {
        let server = try await MotoServer()
        let zone = try await Fixture.zone(server)
        try await Fixture.begin(server, zone)
        func six(_ identifier: String, _ weight: Int) -> XMLElement {
            Fixture.set("app.lab.test.", identifier, weight, type: "AAAA", value: "2001:db8::\(weight)")
        }
        try await Fixture.upsert(server, zone, [six("east", 10), six("w", 10)])
        let adapter = Fixture.adapter(server.url, zone: zone)
        #expect(await adapter.observe()[Fixture.east, Fixture.api].weight == nil)
        #expect(await adapter.apply(HAProxyFixture.assignment(HAProxyFixture.route(10))).answer == .done)
        #expect(await adapter.observe()[Fixture.east, Fixture.api].weight == .percent(90))
        #expect(try await adapter.sets(of: "app.lab.test.").map { $0.map(\.weight) } == [[90, 10], [90, 10]])
    }

    @Test func `A health check that is well lets traffic come, and is examined`() async throws {
        let server = try await MotoServer()
        let zone = try await Fixture.zone(server)
        try await Fixture.begin(server, zone)
        let made = try await server.call(
            "route53", "/2013-04-01/healthcheck", [WebRequest.Header("Content-Type", "text/xml")],
            """
            <CreateHealthCheckRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/">\
            <CallerReference>one</CallerReference><HealthCheckConfig><IPAddress>192.0.2.2</IPAddress><Port>80</Port>\
            <Type>HTTP</Type><ResourcePath>/</ResourcePath></HealthCheckConfig></CreateHealthCheckRequest>
            """)
        let check = try #require(XMLReader.read(made)?.first("HealthCheck")?.text("Id"))
        try await Fixture.upsert(
            server, zone, [Fixture.set("app.lab.test.", "w", 0, value: "192.0.2.2", check: check)])
        let adapter = Fixture.adapter(server.url, zone: zone)
        #expect(try await adapter.api?.isHealthy(check) == true)
        #expect(await adapter.apply(HAProxyFixture.assignment(HAProxyFixture.route(10))).answer == .done)
        #expect(try await adapter.sets(of: "app.lab.test.")[0].last?.healthCheck == check)
        let findings = await adapter.examine()
        #expect(!findings.contains { $0.weight == .fault }, "\(findings)")
    }

    @Test func `An examination says what is there and what is missing`() async throws {
        let server = try await MotoServer()
        let zone = try await Fixture.zone(server)
        try await Fixture.begin(server, zone)
        let sentences = await Fixture.adapter(server.url, zone: zone).examine().map { "\($0.weight): \($0.sentence)" }
        #expect(sentences.contains("sound: the hosted zone \(zone) is lab.test."))
        #expect(sentences.contains("sound: api is app.lab.test. A: east 100%, west 0%"))
        #expect(sentences.contains("caution: answers for app.lab.test. live 300s now, and 20s after the first shift"))
        let other = Fixture.adapter(
            server.url, zone: zone, names: [("api", "app.lab.test")], identifiers: [("west", "elsewhere")])
        let findings = await other.examine().map { "\($0.weight): \($0.sentence)" }
        #expect(findings.contains("fault: app.lab.test. has no A record set elsewhere"))
        #expect(
            findings.contains("caution: app.lab.test. has A record sets that are no region's, and they take traffic")
                == false)
        #expect(findings.contains("caution: nobody moves the traffic of cache: no name is given for it"))
    }

    @Test func `Calls are shown as a person would make them`() {
        let adapter = Fixture.adapter("http://127.0.0.1:5000", zone: "Z1")
        let calls = adapter.calls(
            for: HAProxyFixture.route(25, [Fixture.api]), in: WorldState(unknownIn: Fixture.topology))
        #expect(
            calls == [
                """
                POST http://127.0.0.1:5000/2013-04-01/hostedzone/Z1/rrset  \
                (UPSERT app.lab.test. w Weight 25, UPSERT app.lab.test. east Weight 75)
                """
            ])
    }
}
