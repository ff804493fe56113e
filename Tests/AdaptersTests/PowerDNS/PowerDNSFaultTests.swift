import Engine
import Foundation
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Adapters

/// What goes wrong is a typed answer that says who was asked what, within its time, and never "done" or the key.
@Suite struct PowerDNSFaultTests {
    private typealias Fixture = PowerDNSFixture

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

    /// A look is what comes first; it has changed nothing, whatever became of it.
    @Test(arguments: [
        Case("400", http("400 Bad Request", #"{"error": "no"}"#), .notDone(.invalid), says: "says \"no\""),
        Case("401", http("401 Unauthorized", "lab"), .notDone(.refused), says: "does not take our key"),
        Case("404", http("404 Not Found", "Not Found"), .notDone(.invalid), says: "says \"Not Found\""),
        Case("429", http("429 Too Many Requests"), .notDone(.refused), says: "status 429"),
        Case("500", http("500 Internal Server Error"), .notDone(.unreachable), says: "status 500"),
        Case("302", http("302 Found"), .notDone(.unreachable), says: "status 302"),
        Case("no JSON", http("200 OK", "{\"rrsets\": ["), .notDone(.unreachable), says: "no JSON of PowerDNS's"),
        Case("other JSON", http("200 OK", "{}"), .notDone(.unreachable), says: "no JSON of PowerDNS's"),
        Case("no record", http("200 OK", #"{"rrsets": []}"#), .notDone(.conflict), says: "no LUA record at app"),
        Case(
            "cut off", .cutOff("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"), .notDone(.unreachable),
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
        let key = try KeyFile()
        let server = try await ScriptedServer(sample.way)
        let adapter = Fixture.adapter(
            "http://\(server.endpoint)", key: .file(key.path), timeout: Milliseconds(400))
        let start = ContinuousClock.now
        let report = await adapter.apply(HAProxyFixture.assignment(HAProxyFixture.route(10)))
        #expect(ContinuousClock.now - start < .seconds(5))
        #expect(report.answer == sample.answer, "\(report)")
        #expect(report.detail.contains(sample.says), "\(report.detail)")
        #expect(report.detail.hasPrefix("powerdns at http://\(server.endpoint): "))
        #expect(!report.detail.contains(KeyFile.key))
        #expect(await adapter.observe() == WorldState(unknownIn: Fixture.topology))
        let answers = await adapter.measure([
            MetricQuery(metric: .weight, region: Fixture.east, service: nil, window: nil)
        ])
        #expect(answers[0].value == nil && answers[0].source.contains(sample.says), "\(answers[0].source)")
        #expect(await adapter.examine().contains { $0.weight == .fault && !$0.help.isEmpty })
    }

    /// What a change is answered with, after good looks.
    @Test(arguments: [
        (422, EffectReport.Answer.notDone(.invalid)), (400, .notDone(.invalid)), (401, .notDone(.refused)),
        (409, .notDone(.conflict)), (503, .inDoubt), (500, .inDoubt), (302, .inDoubt),
    ])
    func aStatusOfAChange(status: Int, answer: EffectReport.Answer) {
        #expect(PowerDNSFailure.status(status, saying: "").answerToChange == answer)
    }

    @Test func `A change that was sent and not answered is in doubt`() {
        let cases: [(ExchangeFailure, EffectReport.Answer)] = [
            (.unreachable(why: ""), .notDone(.unreachable)), (.overdue(isSent: false), .notDone(.unreachable)),
            (.overdue(isSent: true), .inDoubt), (.cutOff(why: ""), .inDoubt), (.flooded(limit: 1), .inDoubt),
        ]
        for (failure, answer) in cases { #expect(PowerDNSFailure.exchange(failure).answerToChange == answer) }
    }

    @Test func `A closed port, a wrong key and a key that is not there`() async throws {
        let server = try await PowerDNSServer()
        try await Fixture.begin(server)
        let key = try KeyFile()
        let cases: [(PowerDNSAdapter, EffectReport.Answer, String)] = [
            (Fixture.adapter("http://127.0.0.1:9", key: .file(key.path)), .notDone(.unreachable), "cannot be reached"),
            (Fixture.adapter(server.url, key: .file(key.path)), .notDone(.refused), "does not take our key"),
            (
                Fixture.adapter(server.url, key: .variable("SWITCHYARD_NOBODY_SETS_THIS")), .notDone(.refused),
                "SWITCHYARD_NOBODY_SETS_THIS is not set"
            ),
            (
                Fixture.adapter(server.url, key: .file(server.keyFile), zone: "other.test"), .notDone(.invalid),
                "status 404"
            ),
        ]
        for (adapter, answer, says) in cases {
            let report = await adapter.apply(HAProxyFixture.assignment(HAProxyFixture.route(10)))
            #expect(report.answer == answer && report.detail.contains(says), "\(report)")
            let findings = await adapter.examine()
            #expect(findings.contains { $0.weight == .fault && $0.sentence.contains(says) }, "\(findings)")
            #expect(!"\(report)\(findings)".contains(KeyFile.key))
        }
    }

    @Test func `A server that is suspended is overdue, and in doubt once it has been asked to change`() async throws {
        let server = try await PowerDNSServer()
        try await Fixture.begin(server)
        let adapter = Fixture.adapter(server.url, key: .file(server.keyFile), timeout: Milliseconds(300))
        server.process.suspend()
        let report = await adapter.apply(HAProxyFixture.assignment(HAProxyFixture.route(10)))
        #expect(report.answer == .notDone(.unreachable))
        server.process.wake()
        #expect(await adapter.apply(HAProxyFixture.assignment(HAProxyFixture.route(10))).answer == .done)
    }

    @Test func `What the DNS does not answer so is not believed`() async throws {
        let still = try await PowerDNSServer(lua: false)
        try await Fixture.begin(still)
        let adapter = Fixture.adapter(still)
        #expect(await adapter.observe()[Fixture.east, Fixture.api].weight == nil)
        let report = await adapter.apply(HAProxyFixture.assignment(HAProxyFixture.route(10)))
        #expect(report.answer == .inDoubt && report.detail.contains("has no address for app.lab.test."), "\(report)")
        let findings = await adapter.examine()
        #expect(findings.contains { $0.weight == .fault && $0.sentence.contains("enable-lua-records is no") })
        let silent = Fixture.adapter(
            still.url, key: .file(still.keyFile), nameserver: .host("127.0.0.1", port: 9), timeout: Milliseconds(400))
        let unheard = await silent.apply(HAProxyFixture.assignment(HAProxyFixture.route(20)))
        #expect(unheard.answer == .inDoubt, "\(unheard)")
    }

    @Test func `Records that are not ours are left alone`() async throws {
        let server = try await PowerDNSServer()
        try await Fixture.begin(server)
        let adapter = Fixture.adapter(server)
        let cases: [(String, [String], String)] = [
            ("LUA", [#"A "pickwrandom({{100,'192.0.2.1'},{0 '192.0.2.2'}})""#], "is no pickwrandom"),
            ("LUA", [#"A "ifportup(443, {'192.0.2.1'})""#], "is no pickwrandom"),
            ("LUA", [Fixture.content(1, 0), #"AAAA "pickwrandom({{1,'2001:db8::1'}})""#], "not one LUA record"),
            ("A", ["192.0.2.1"], "record of type A"),
        ]
        for (type, contents, says) in cases {
            try await server.set("app.lab.test.", contents, type: type)
            #expect(await adapter.observe()[Fixture.east, Fixture.api].weight == nil)
            let report = await adapter.apply(HAProxyFixture.assignment(HAProxyFixture.route(10)))
            #expect(report.answer == .notDone(.conflict) && report.detail.contains(says), "\(report)")
            #expect(await adapter.observe()[Fixture.east, Fixture.cache].weight == .all, "nothing is changed in part")
        }
    }

    @Test func `What can never be done is invalid`() async throws {
        let server = try await PowerDNSServer()
        try await Fixture.begin(server)
        let (some, none) = (
            Fixture.adapter(server.url, key: .file(server.keyFile), names: [("api", "app.lab.test")]),
            Fixture.adapter(server.url, key: .file(server.keyFile), addresses: ["east": "192.0.2.1"])
        )
        let cases: [(PowerDNSAdapter, Effect, String)] = [
            (some, HAProxyFixture.route(10, [Fixture.cache]), "was told of no name for cache"),
            (none, HAProxyFixture.route(10, [Fixture.api]), "was told of no address of app.lab.test. in west"),
            (some, .fence(Fixture.east, ServiceSet([Fixture.api])), "traffic and nothing else"),
        ]
        for (adapter, effect, says) in cases {
            let report = await adapter.apply(HAProxyFixture.assignment(effect))
            #expect(report.answer == .notDone(.invalid) && report.detail.contains(says), "\(report)")
        }
    }
}

/// A file with a key in it, for as long as this lives.
final class KeyFile: Sendable {
    static let key = "not-the-right-key"
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("key-\(UUID().uuidString)").path

    init() throws { try KeyFile.key.write(toFile: path, atomically: true, encoding: .utf8) }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
