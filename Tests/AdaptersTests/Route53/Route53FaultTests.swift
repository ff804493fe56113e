import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Adapters

/// What goes wrong is a typed answer that says who was asked what, within its time, and never "done" or a key.
@Suite struct Route53FaultTests {
    private typealias Fixture = Route53Fixture

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

    private static func complaint(_ code: String) -> String {
        "<ErrorResponse><Error><Type>Sender</Type><Code>\(code)</Code><Message>told so</Message></Error></ErrorResponse>"
    }

    private static func list(_ sets: [XMLElement]) -> ScriptedServer.Way {
        http(
            "200 OK",
            XMLElement("ListResourceRecordSetsResponse", "", [XMLElement("ResourceRecordSets", "", sets)]).written())
    }

    /// A look is what comes first; it has changed nothing, whatever became of it.
    @Test(arguments: [
        Case(
            "400", http("400 Bad Request", complaint("InvalidInput")), .notDone(.invalid), says: "InvalidInput: told so"
        ),
        Case(
            "throttling", http("400 Bad Request", complaint("Throttling")), .notDone(.refused), says: "Throttling"),
        Case(
            "a wrong key", http("403 Forbidden", complaint("SignatureDoesNotMatch")), .notDone(.refused),
            says: "SignatureDoesNotMatch"),
        Case("404", http("404 Not Found", complaint("NoSuchHostedZone")), .notDone(.invalid), says: "NoSuchHostedZone"),
        Case("429", http("429 Too Many Requests"), .notDone(.refused), says: "status 429"),
        Case("500", http("500 Internal Server Error"), .notDone(.unreachable), says: "status 500"),
        Case("503", http("503 Service Unavailable"), .notDone(.unreachable), says: "status 503"),
        Case("302", http("302 Found"), .notDone(.unreachable), says: "status 302"),
        Case(
            "no XML", http("200 OK", "<ListResourceRecordSetsResponse>"), .notDone(.unreachable), says: "none of AWS's"),
        Case("other XML", http("200 OK", "<html></html>"), .notDone(.unreachable), says: "none of AWS's"),
        Case(
            "a bomb", http("200 OK", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"), .notDone(.unreachable),
            says: "none of AWS's"),
        Case("no record sets", list([]), .notDone(.conflict), says: "has no weighted record sets"),
        Case(
            "a weight of 300", list([Fixture.set("app.lab.test.", "east", 300)]), .notDone(.conflict),
            says: "has no weighted record sets"),
        Case(
            "cut off", .cutOff("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<L"), .notDone(.unreachable),
            says: "cut off"),
        Case("no HTTP", .answers("SSH-2.0-OpenSSH\r\n"), .notDone(.unreachable), says: "no HTTP"),
        Case("silence", .stalls, .notDone(.unreachable), says: "does not answer in time"),
        Case("hanging up", .hangsUp, .notDone(.unreachable), says: "cut off"),
        Case("a flood", .floods, .notDone(.unreachable), says: "no HTTP"),
        Case(
            "too much", http("200 OK", String(repeating: "x", count: 5 << 20)), .notDone(.unreachable),
            says: "longer than"),
    ])
    func aServerThatBehavesBadly(sample: Case) async throws {
        let server = try await ScriptedServer(sample.way)
        let adapter = Fixture.adapter("http://\(server.endpoint)", zone: "Z1", timeout: Milliseconds(400))
        let start = ContinuousClock.now
        let report = await adapter.apply(HAProxyFixture.assignment(HAProxyFixture.route(10)))
        #expect(ContinuousClock.now - start < .seconds(5))
        #expect(report.answer == sample.answer, "\(report)")
        #expect(report.detail.contains(sample.says), "\(report.detail)")
        #expect(report.detail.hasPrefix("route53 zone Z1: "))
        #expect(!report.detail.contains("secret-of-the-test"))
        #expect(await adapter.observe() == WorldState(unknownIn: Fixture.topology))
        let answers = await adapter.measure([
            MetricQuery(metric: .weight, region: Fixture.east, service: nil, window: nil)
        ])
        #expect(answers[0].value == nil && !answers[0].source.isEmpty)
        #expect(await adapter.examine().contains { $0.weight == .fault && !$0.help.isEmpty })
    }

    /// What a change is answered with, after good looks.
    @Test(arguments: [
        (400, "InvalidChangeBatch", EffectReport.Answer.notDone(.invalid)),
        (400, "PriorRequestNotComplete", .notDone(.conflict)), (400, "Throttling", .notDone(.refused)),
        (400, "ExpiredToken", .notDone(.refused)), (403, "AccessDenied", .notDone(.refused)),
        (404, "NoSuchHostedZone", .notDone(.invalid)), (500, "InternalFailure", .inDoubt),
        (503, "ServiceUnavailable", .inDoubt), (302, "", .inDoubt),
    ])
    func aStatusOfAChange(status: Int, code: String, answer: EffectReport.Answer) {
        #expect(AWSFailure.status(status, code: code, saying: "").answerToChange == answer)
    }

    @Test func `A change that was sent and not answered is in doubt`() {
        let cases: [(ExchangeFailure, EffectReport.Answer)] = [
            (.unreachable(why: ""), .notDone(.unreachable)), (.overdue(isSent: false), .notDone(.unreachable)),
            (.overdue(isSent: true), .inDoubt), (.cutOff(why: ""), .inDoubt), (.flooded(limit: 1), .inDoubt),
        ]
        for (failure, answer) in cases { #expect(AWSFailure.exchange(failure).answerToChange == answer) }
        #expect(AWSFailure.nonsense.answerToChange == .inDoubt)
    }

    @Test func `A closed port, keys that are not there and a zone that is not there`() async throws {
        let server = try await MotoServer()
        let nobody = AWSCredentialSource(
            accessKey: .variable("SWITCHYARD_NOBODY_SETS_THIS"), secretKey: .file("/nonexistent"))
        let cases: [(Route53Adapter, EffectReport.Answer, String)] = [
            (Fixture.adapter("http://127.0.0.1:9", zone: "Z1"), .notDone(.unreachable), "cannot be reached"),
            (
                Fixture.adapter(server.url, zone: "Z1", credentials: nobody), .notDone(.refused),
                "SWITCHYARD_NOBODY_SETS_THIS is not set"
            ),
            (Fixture.adapter(server.url, zone: "Z1"), .notDone(.invalid), "NoSuchHostedZone"),
        ]
        for (adapter, answer, says) in cases {
            let report = await adapter.apply(HAProxyFixture.assignment(HAProxyFixture.route(10)))
            #expect(report.answer == answer && report.detail.contains(says), "\(report)")
            let findings = await adapter.examine()
            #expect(findings.map(\.weight) == [.fault] && findings[0].sentence.contains(says), "\(findings)")
        }
    }

    @Test func `A server that is suspended is overdue`() async throws {
        let server = try await MotoServer()
        let zone = try await Fixture.zone(server)
        try await Fixture.begin(server, zone)
        let adapter = Fixture.adapter(server.url, zone: zone, timeout: Milliseconds(400))
        server.process.suspend()
        #expect(
            await adapter.apply(HAProxyFixture.assignment(HAProxyFixture.route(10))).answer == .notDone(.unreachable))
        server.process.wake()
        #expect(await adapter.apply(HAProxyFixture.assignment(HAProxyFixture.route(10))).answer == .done)
    }

    @Test func `Record sets that are not ours are left alone, and what can never be done is invalid`() async throws {
        let server = try await MotoServer()
        let zone = try await Fixture.zone(server)
        try await Fixture.begin(server, zone)
        let adapter = Fixture.adapter(server.url, zone: zone)
        let odd = Effect.route(
            from: Fixture.east, to: Fixture.west,
            [Effect.Route(service: Fixture.api, from: BasisPoints(9950), to: BasisPoints(50))])
        let lacking = Fixture.adapter(server.url, zone: zone, identifiers: [("west", "elsewhere")])
        let cases: [(Route53Adapter, Effect, EffectReport.Answer, String)] = [
            (adapter, odd, .notDone(.invalid), "whole percents"),
            (lacking, HAProxyFixture.route(10), .notDone(.invalid), "has no A record set elsewhere"),
            (adapter, .fence(Fixture.east, ServiceSet([Fixture.api])), .notDone(.invalid), "traffic and nothing else"),
            (
                Fixture.adapter(server.url, zone: zone, names: [("api", "app.lab.test")]), HAProxyFixture.route(10),
                .notDone(.invalid), "was told of no name for cache"
            ),
        ]
        for (adapter, effect, answer, says) in cases {
            let report = await adapter.apply(HAProxyFixture.assignment(effect))
            #expect(report.answer == answer && report.detail.contains(says), "\(report)")
        }
        #expect(await adapter.observe()[Fixture.east, Fixture.api].weight == .all)
    }
}
