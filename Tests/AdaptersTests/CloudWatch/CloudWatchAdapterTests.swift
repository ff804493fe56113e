import AdapterContract
import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Adapters

/// Against moto, which stands in for CloudWatch.
@Suite struct CloudWatchAdapterTests {
    private typealias Fixture = CloudWatchFixture

    /// All is well in the east; the west has half of its hosts.
    private static func begin(_ server: MotoServer) async throws {
        let minutes = Int64(0)...6
        func every(_ samples: [Double]) -> [Int64: [Double]] {
            Dictionary(uniqueKeysWithValues: minutes.map { ($0, samples) })
        }
        try await Fixture.put(server, "Healthy", every([100]), [("Site", "site-east")])
        try await Fixture.put(server, "Healthy", every([100, 0]), [("Site", "site-west")], region: "us-west-2")
        try await Fixture.put(server, "Requests", every([300, 300]), [("Site", "site-east")])
        try await Fixture.put(server, "Errors", [4: [30]], [("Site", "site-east")])
        for (service, latency) in [("api", 120.0), ("cache", 40)] {
            try await Fixture.put(
                server, "Latency", every([latency]), [("Site", "site-east"), ("Service", service)])
        }
        try await Fixture.put(server, "Depth", [5: [3, 9], 6: [4]], [("Queue", "first")])
    }

    @Test func `The adapter keeps the contract`() async throws {
        let server = try await MotoServer()
        try await Self.begin(server)
        let timekeeper = WallTimekeeper(startingAt: Fixture.now)
        let subject = ContractSubject(topology: Fixture.topology, timekeeper: timekeeper) {
            Fixture.adapter(server.url, timekeeper: timekeeper)
        }
        let findings = await AdapterContract.check(subject)
        #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
    }

    @Test func `The latest minute that is over is measured in base units`() async throws {
        let server = try await MotoServer()
        try await Self.begin(server)
        let adapter = Fixture.adapter(server.url)
        let answer = await Fixture.measure(adapter, .availability)
        #expect(answer.value == Quantity(1, .ratio))
        #expect(answer.sampledAt == .seconds(Fixture.moment(7)) && answer.coveredFrom == answer.sampledAt)
        #expect(answer.samples == 1 && answer.source == "cloudwatch of us-east-1 at \(server.url)")
        #expect(await Fixture.measure(adapter, .availability, Fixture.west).value == Quantity(0.5, .ratio))
        #expect(await Fixture.measure(adapter, .responseTime, Fixture.east, Fixture.cache).value == Quantity(40, .time))
        #expect(await Fixture.measure(adapter, .throughput).value == Quantity(10, .rate))
        #expect(await Fixture.measure(adapter, .errorRate).value == Quantity(0, .ratio))
        #expect(await Fixture.measure(adapter, .custom("queue_depth")).value == Quantity(4, .count))

        // A region is as slow as the slowest of its services.
        #expect(await Fixture.measure(adapter, .responseTime).value == Quantity(120, .time))
        let one = Fixture.adapter(server.url, services: ["cache"])
        #expect(await Fixture.measure(one, .responseTime).value == Quantity(40, .time))
        let other = await Fixture.measure(one, .responseTime, Fixture.east, Fixture.api)
        #expect(other.value == nil && other.source == "cloudwatch: it does not look after api in east")
    }

    @Test func `A window is made of the whole periods in it, and covered by those before them`() async throws {
        let server = try await MotoServer()
        try await Self.begin(server)
        let adapter = Fixture.adapter(server.url)
        // From 12:02:05 on: the minutes from 12:03 to 12:07.
        let rate = await Fixture.measure(adapter, .errorRate, window: .minutes(5))
        #expect(rate.value == Quantity(30.0 / 2400, .ratio) && rate.samples == 4)
        #expect(rate.coveredFrom == .seconds(Fixture.moment(2)) && rate.sampledAt == .seconds(Fixture.moment(7)))
        #expect(await Fixture.measure(adapter, .throughput, window: .minutes(5)).value == Quantity(10, .rate))
        let depth = await Fixture.measure(adapter, .custom("queue_depth"), window: .minutes(5))
        #expect(depth.value == Quantity(9, .count) && depth.coveredFrom == .seconds(Fixture.moment(5)))
        let short = await Fixture.measure(adapter, .throughput, window: .minutes(1))
        #expect(short.value == nil && short.source.hasSuffix(": no whole period of 1m lies within the window"))
        let day = await Fixture.measure(adapter, .throughput, window: .hours(24))
        #expect(day.value == Quantity(10, .rate) && day.coveredFrom == .seconds(Fixture.moment(0)))
    }

    @Test func `What is not there has no value`() async throws {
        let server = try await MotoServer()
        try await Self.begin(server)
        let adapter = Fixture.adapter(server.url)
        let cases: [(Metric, RegionIndex, String)] = [
            (.packetLoss, Fixture.east, "us-east-1 at \(server.url): there is no data"),
            (.errorRate, Fixture.west, "us-west-2 at \(server.url): there is no data"),
            (.load, Fixture.east, "cloudwatch: no metric of CloudWatch is written for load"),
            (
                .custom("queue_depth"), Fixture.west,
                "cloudwatch: a dimension of custom.queue_depth has no value for west"
            ),
        ]
        for (metric, region, source) in cases {
            let answer = await Fixture.measure(adapter, metric, region)
            #expect(answer.value == nil && answer.samples == 0 && answer.source.hasSuffix(source), "\(answer)")
        }
    }

    @Test(arguments: [(Int64(0), Knowledge.yes, Knowledge.no), (115, .yes, .no), (180, .unknown, .unknown)])
    func aServiceServesAsItLatelyDid(later: Int64, inTheEast: Knowledge, inTheWest: Knowledge) async throws {
        let server = try await MotoServer()
        try await Self.begin(server)
        let adapter = Fixture.adapter(
            server.url, timekeeper: WallTimekeeper(startingAt: Fixture.now + .seconds(later)))
        let world = await adapter.observe()
        #expect(world[Fixture.east, Fixture.api].isServing == inTheEast)
        #expect(world[Fixture.west, Fixture.cache].isServing == inTheWest)
        #expect(world.isReachable == (later < 180 ? [.yes, .yes] : [.unknown, .unknown]))
    }

    @Test func `A metric that vanishes grows old, and is gone`() async throws {
        let server = try await MotoServer()
        try await Self.begin(server)
        let old = Fixture.adapter(server.url, timekeeper: WallTimekeeper(startingAt: Fixture.now + .minutes(4)))
        #expect(await Fixture.measure(old, .availability).sampledAt == .seconds(Fixture.moment(7)))
        #expect(await old.observe() == WorldState(unknownIn: Fixture.topology))
        let gone = Fixture.adapter(server.url, timekeeper: WallTimekeeper(startingAt: Fixture.now + .minutes(6)))
        let answer = await Fixture.measure(gone, .availability)
        #expect(answer.value == nil && answer.source.hasSuffix(": there is no data"))
        #expect(
            await gone.examine().contains {
                $0.weight == .caution && $0.sentence.hasPrefix("the newest datapoint for availability of east ended 6m")
            })
    }

    @Test func `An examination says what can be read, and what is missing`() async throws {
        let server = try await MotoServer()
        try await Self.begin(server)
        let sentences = await Fixture.adapter(server.url).examine().map { "\($0.weight): \($0.sentence)" }
        for sentence in [
            "sound: cloudwatch of us-east-1 at \(server.url) answers",
            "fault: a dimension of custom.queue_depth has no value for west",
            "caution: there is no data for packet_loss of east in the last 3h",
            "caution: there is no data for response_time of api in west in the last 3h",
        ] { #expect(sentences.contains(sentence), "\(sentences)") }
        #expect(sentences.contains { $0.hasPrefix("sound: the newest datapoint for availability of east ended 5s") })
        let other = Fixture.adapter(
            server.url,
            measures: [
                Fixture.measure(
                    "error_rate", Fixture.metric("Erors", .sum), by: Fixture.metric("Requests", .sum), missing: .zero)
            ])
        let findings = await other.examine().map { "\($0.weight): \($0.sentence)" }
        #expect(findings.contains("caution: there is no Erors for error_rate of east, which counts as zero"))
        #expect(
            findings.contains("fault: no metric is written for availability, so nobody knows which region serves"))
    }

    @Test func `It changes nothing`() async {
        let report = await Fixture.adapter("http://127.0.0.1:9")
            .apply(HAProxyFixture.assignment(.fence(Fixture.east, ServiceSet([Fixture.api]))))
        #expect(report == EffectReport(.notDone(.invalid), detail: "cloudwatch only measures"))
    }
}
