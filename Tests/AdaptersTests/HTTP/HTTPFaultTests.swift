import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Adapters

/// Whatever a URL does, it is not well, the reason says who was asked, and nothing takes longer than it may.
@Suite struct HTTPFaultTests {
    private typealias Fixture = HTTPFixture

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var way: ScriptedServer.Way
        /// Whether an answer of some kind came, so that somebody is there.
        var isAnswered: Bool
        var says: String
        var testDescription: String { name }

        init(_ name: String, _ way: ScriptedServer.Way, isAnswered: Bool, says: String) {
            (self.name, self.way, self.isAnswered, self.says) = (name, way, isAnswered, says)
        }
    }

    private static func http(_ status: String, _ body: String = "", _ headers: String = "") -> ScriptedServer.Way {
        HTTPActionFixture.http(status, body, headers)
    }

    @Test(arguments: [
        Case("302", http("302 Found", "", "Location: /well\r\n"), isAnswered: true, says: "status 302"),
        Case("404", http("404 Not Found"), isAnswered: true, says: "status 404"),
        Case("429", http("429 Too Many Requests"), isAnswered: true, says: "status 429"),
        Case("500", http("500 Internal Server Error"), isAnswered: true, says: "status 500"),
        Case(
            "cut off", .cutOff("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nfi"), isAnswered: false,
            says: "cut off"),
        Case("no HTTP", .answers("SSH-2.0-OpenSSH\r\n"), isAnswered: false, says: "no HTTP"),
        Case("silence", .stalls, isAnswered: false, says: "does not answer in time"),
        Case("hanging up", .hangsUp, isAnswered: false, says: "cut off"),
        Case("a flood", .floods, isAnswered: false, says: "no HTTP"),
    ])
    func aServerThatBehavesBadly(sample: Case) async throws {
        let server = try await ScriptedServer(sample.way)
        let adapter = Fixture.adapter([(nil, "east", "http://\(server.endpoint)")])
        let start = ContinuousClock.now
        let answer = await Fixture.measure(adapter, .availability)
        #expect(ContinuousClock.now - start < .seconds(5))
        #expect(answer.value == .ratio(.zero) && answer.samples == 1)
        #expect(answer.source.hasPrefix("http at http://\(server.endpoint): "), "\(answer.source)")
        #expect(answer.source.contains(sample.says), "\(answer.source)")
        let world = await adapter.observe()
        #expect(world[Fixture.east, Fixture.api].isServing == .no)
        #expect(world.isReachable[Fixture.east.index] == Knowledge(sample.isAnswered))
        #expect(world.isReachable[Fixture.west.index] == .unknown)
        #expect(await adapter.examine().contains { $0.weight != .sound && $0.sentence.contains(sample.says) })
    }

    @Test func `A closed port, a host that is not there and a server without TLS`() async throws {
        let plain = try await ScriptedServer(Self.http("200 OK"))
        for url in ["http://127.0.0.1:9", "http://nowhere.invalid:80", "https://\(plain.endpoint)"] {
            let adapter = Fixture.adapter([(nil, "east", url)])
            let answer = await Fixture.measure(adapter, .errorRate)
            #expect(answer.value == .ratio(.all) && answer.source.hasPrefix("http at \(url): "), "\(answer.source)")
            #expect(await adapter.examine().contains { $0.weight == .fault && $0.sentence.contains(url) })
        }
    }

    @Test func `A page may be long: its status says all`() async throws {
        let server = try await ScriptedServer(Self.http("200 OK", String(repeating: "x", count: 1 << 21)))
        let adapter = Fixture.adapter([(nil, "east", "http://\(server.endpoint)")])
        let answer = await Fixture.measure(adapter, .availability)
        #expect(answer.value == .ratio(.all) && answer.samples == 1, "\(answer.source)")
    }

    @Test func `A region whose URLs are silent delays no other, nor the first look for long`() async throws {
        let silent = try await ScriptedServer(.stalls)
        let well = try await ScriptedServer(Self.http("200 OK"))
        let many = (0..<200).map { _ in (service: String?.none, region: "west", url: "http://\(silent.endpoint)") }
        let adapter = Fixture.adapter(
            many + [(nil, "east", "http://\(well.endpoint)")], timeout: .seconds(1))
        let start = ContinuousClock.now
        let first = await Fixture.measure(adapter, .availability)
        #expect(first.value == .ratio(.all), "\(first.source)")
        #expect(ContinuousClock.now - start < .seconds(4))
        let west = await Fixture.measure(adapter, .availability, Fixture.west)
        #expect(west.value == nil && west.source.contains("not been probed yet"), "\(west.source)")
        try await Task.sleep(for: .seconds(2))
        let later = await Fixture.measure(adapter, .availability, over: .seconds(1))
        #expect(later.samples >= 5 && later.value == .ratio(.all), "\(later)")
    }
}
