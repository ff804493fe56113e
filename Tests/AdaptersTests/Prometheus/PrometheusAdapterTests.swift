import AdapterContract
import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Adapters

/// Against a real Prometheus.
@Suite struct PrometheusAdapterTests {
    private typealias Fixture = PrometheusFixture

    @Test func `The adapter keeps the contract, and measures what is there`() async throws {
        let app = try await ScriptedServer(
            .answers("HTTP/1.0 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\n\r\n\(Fixture.exported)"))
        // Nobody answers for the west.
        let server = try await PrometheusServer(["east": app.endpoint, "west": .host("127.0.0.1", port: 9)])
        let adapter = Fixture.adapter(server.url)
        try await server.wait { await Fixture.measure(adapter, .availability).value != nil }

        #expect(await Fixture.measure(adapter, .availability).value == Quantity(1, .ratio))
        #expect(await Fixture.measure(adapter, .responseTime).value == Quantity(250, .time))
        #expect(await Fixture.measure(adapter, .custom("queue_depth")).value == Quantity(7, .count))
        let missing = await Fixture.measure(adapter, .errorRate)
        #expect(missing.value == nil && missing.source.hasSuffix("there is no data"))
        let many = await Fixture.measure(adapter, .throughput)
        #expect(many.value == nil && many.source.contains("has 2 values where one is needed"))
        let unwritten = await Fixture.measure(adapter, .load)
        #expect(unwritten.value == nil && unwritten.source.contains("no query is written for load"))

        let world = await adapter.observe()
        #expect(world.isReachable[Fixture.east.index] == .yes)
        #expect(world[Fixture.east, Fixture.api].isServing == .yes)
        #expect(world.isReachable[Fixture.west.index] == .unknown)
        #expect(world[Fixture.west, Fixture.api].isServing == .unknown)

        // It was not there a day ago, so a day is not covered.
        let day = await Fixture.measure(adapter, .availability, window: .hours(24))
        #expect(day.coveredFrom == day.sampledAt)
        try await server.wait {
            let second = await Fixture.measure(adapter, .availability, window: .seconds(1))
            return second.value != nil && second.coveredFrom <= second.sampledAt - .seconds(1) + Milliseconds(600)
        }

        let sentences = await adapter.examine().map { "\($0.weight): \($0.sentence)" }
        #expect(sentences.contains { $0.hasPrefix("sound: east was last sampled") })
        #expect(sentences.contains("fault: west was never sampled, as freshness says"))
        #expect(sentences.contains("caution: error_rate of east has no data now"))

        let timekeeper = WallTimekeeper()
        let subject = ContractSubject(topology: Fixture.topology, timekeeper: timekeeper) {
            Fixture.adapter(server.url, timekeeper: timekeeper)
        }
        let findings = await AdapterContract.check(subject)
        #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
    }

    @Test func `Names are put into queries, and nothing else is`() {
        let adapter = Fixture.adapter("http://127.0.0.1:9")
        let text = #"avg(up{region="$region",service=~"$service"}[$window]) or $other"#
        #expect(
            adapter.text(text, Fixture.west, Fixture.api, .minutes(2))
                == #"avg(up{region="west",service=~"api"}[120s]) or $other"#)
        #expect(
            adapter.text(text, Fixture.west, nil, nil) == #"avg(up{region="west",service=~".*"}[60s]) or $other"#)
        #expect(WebExchange.escaped("a{b=\"ü\"} + 1") == "a%7Bb%3D%22%C3%BC%22%7D%20%2B%201")
    }
}
