import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Adapters

/// What goes wrong is a typed answer that says who was asked what, within its time, and never "done" or a key.
@Suite struct AWSCapacityFaultTests {
    private typealias Fixture = AWSCapacityFixture

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var way: ScriptedServer.Way
        var answer: EffectReport.Answer
        var says: String
        var testDescription: String { name }

        init(_ name: String, _ way: ScriptedServer.Way, _ answer: EffectReport.Answer, says: String) {
            (self.name, self.way, self.answer, self.says) = (name, way, answer, says)
        }
    }

    private static func http(_ status: String, _ body: String = "") -> ScriptedServer.Way {
        HTTPActionFixture.http(status, body)
    }

    @Test(arguments: [
        Case(
            "400", http("400 Bad Request", #"{"__type": "a#ValidationError", "message": "no"}"#), .notDone(.invalid),
            says: "ValidationError: no"),
        Case(
            "throttling",
            http("400 Bad Request", "<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>"),
            .notDone(.refused), says: "Throttling"),
        Case("403", http("403 Forbidden"), .notDone(.refused), says: "status 403"),
        Case("429", http("429 Too Many Requests"), .notDone(.refused), says: "status 429"),
        Case("500", http("500 Internal Server Error"), .notDone(.unreachable), says: "status 500"),
        Case("no XML", http("200 OK", "<DescribeAuto"), .notDone(.unreachable), says: "none of AWS's"),
        Case(
            "no group",
            http(
                "200 OK",
                """
                <DescribeAutoScalingGroupsResponse><DescribeAutoScalingGroupsResult><AutoScalingGroups/>\
                </DescribeAutoScalingGroupsResult></DescribeAutoScalingGroupsResponse>
                """), .notDone(.invalid), says: "there is no Auto Scaling group web"),
        Case(
            "sizes that cannot be",
            http(
                "200 OK",
                """
                <DescribeAutoScalingGroupsResponse><AutoScalingGroups><member><MinSize>9</MinSize><MaxSize>1</MaxSize>\
                <DesiredCapacity>1</DesiredCapacity></member></AutoScalingGroups></DescribeAutoScalingGroupsResponse>
                """), .notDone(.unreachable), says: "none of AWS's"),
        Case(
            "cut off", .cutOff("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<D"), .notDone(.unreachable),
            says: "cut off"),
        Case("no HTTP", .answers("SSH-2.0-OpenSSH\r\n"), .notDone(.unreachable), says: "no HTTP"),
        Case("silence", .stalls, .notDone(.unreachable), says: "does not answer in time"),
        Case("a flood", .floods, .notDone(.unreachable), says: "no HTTP"),
        Case(
            "too much", http("200 OK", String(repeating: "x", count: 5 << 20)), .notDone(.unreachable),
            says: "longer than"),
    ])
    func aServerThatBehavesBadly(sample: Case) async throws {
        let server = try await ScriptedServer(sample.way)
        let adapter = Fixture.adapter(
            "http://\(server.endpoint)", groups: [("api", "west", .autoScalingGroup("web"))],
            timeout: Milliseconds(400))
        let start = ContinuousClock.now
        let report = await adapter.apply(HAProxyFixture.assignment(Fixture.grow(100, [Fixture.api])))
        #expect(ContinuousClock.now - start < .seconds(5))
        #expect(report.answer == sample.answer, "\(report)")
        #expect(report.detail.contains(sample.says), "\(report.detail)")
        #expect(report.detail.contains("Auto Scaling group web in us-west-2"))
        #expect(!report.detail.contains("secret-of-the-test"))
        #expect(await adapter.observe() == WorldState(unknownIn: Fixture.topology))
        let answer = await adapter.measure([
            MetricQuery(metric: .capacity, region: Fixture.west, service: Fixture.api, window: nil)
        ])[0]
        #expect(answer.value == nil && answer.source.contains(sample.says), "\(answer.source)")
        #expect(await adapter.examine().contains { $0.weight == .fault && $0.sentence.contains(sample.says) })
    }

    @Test func `What can never be done is invalid, and changes nothing`() async throws {
        let server = try await MotoServer()
        try await Fixture.begin(server)
        let adapter = Fixture.adapter(server.url)
        let cases: [(AWSCapacityAdapter, Effect, String)] = [
            (adapter, Fixture.grow(40), "40% of 4 is no whole number of them"),
            (adapter, Fixture.grow(200), "may have from 1 to 6, and not 8"),
            (
                Fixture.adapter(server.url, groups: [("api", "west", .autoScalingGroup("web"))]), Fixture.grow(100),
                "was told of no group for cache in west"
            ),
            (adapter, .fence(Fixture.east, ServiceSet([Fixture.api])), "scales and nothing else"),
        ]
        for (adapter, effect, says) in cases {
            let report = await adapter.apply(HAProxyFixture.assignment(effect))
            #expect(report.answer == .notDone(.invalid) && report.detail.contains(says), "\(report)")
        }
        #expect(await adapter.observe().satisfies(Fixture.grow(25)) == .yes)
    }

    @Test func `A closed port and keys that are not there`() async {
        let nobody = AWSCredentialSource(
            accessKey: .variable("SWITCHYARD_NOBODY_SETS_THIS"), secretKey: .file("/nonexistent"))
        let cases: [(AWSCapacityAdapter, EffectReport.Answer, String)] = [
            (Fixture.adapter("http://127.0.0.1:9"), .notDone(.unreachable), "cannot be reached"),
            (
                Fixture.adapter("http://127.0.0.1:9", credentials: nobody), .notDone(.refused),
                "SWITCHYARD_NOBODY_SETS_THIS is not set"
            ),
        ]
        for (adapter, answer, says) in cases {
            let report = await adapter.apply(HAProxyFixture.assignment(Fixture.grow(100)))
            #expect(report.answer == answer && report.detail.contains(says), "\(report)")
        }
    }

    @Test(arguments: [(100, 4), (0, 0), (25, 1), (200, 8)])
    func aShareIsANumber(percent: Int32, count: Int) throws {
        let adapter = Fixture.adapter("http://127.0.0.1:9")
        let group = try #require(adapter.groups[AWSCapacityAdapter.Place(region: Fixture.east, service: Fixture.api)])
        #expect(group.count(.percent(percent)) == count)
        let third = ScalableGroup(kind: group.kind, peak: 3, aws: group.aws)
        for count in 0...6 { #expect(third.count(third.share(count)) == count) }
    }
}
