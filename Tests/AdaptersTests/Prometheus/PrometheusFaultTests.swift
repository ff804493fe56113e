import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Adapters

/// Whatever goes wrong, there is no value, the reason says who was asked, and nothing takes longer than it may.
@Suite struct PrometheusFaultTests {
    private typealias Fixture = PrometheusFixture

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var way: ScriptedServer.Way
        var says: String
        var testDescription: String { name }
    }

    private static func vector(_ series: String) -> ScriptedServer.Way {
        .answers(Fixture.http("200 OK", #"{"status":"success","data":{"resultType":"vector","result":[\#(series)]}}"#))
    }

    @Test(arguments: [
        Case(name: "500", way: .answers(Fixture.http("500 Internal Server Error", "oops")), says: "status 500"),
        Case(name: "429", way: .answers(Fixture.http("429 Too Many Requests", "")), says: "status 429"),
        Case(
            name: "a redirection",
            way: .answers("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n"),
            says: "status 302"),
        Case(
            name: "a bad query",
            way: .answers(Fixture.http("400 Bad Request", #"{"status":"error","error":"parse error"}"#)),
            says: "it says \"parse error\""),
        Case(name: "no JSON", way: .answers(Fixture.http("200 OK", "{\"status\": ")), says: "no JSON of Prometheus's"),
        Case(
            name: "cut off", way: .cutOff("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{\"sta"),
            says: "cut off"),
        Case(name: "no HTTP", way: .answers("SSH-2.0-OpenSSH\r\n"), says: "no HTTP"),
        Case(name: "silence", way: .stalls, says: "does not answer in time"),
        Case(name: "hanging up", way: .hangsUp, says: "cut off"),
        Case(name: "a flood", way: .floods, says: "no HTTP"),
        Case(name: "no data", way: vector(""), says: "was never sampled"),
        Case(
            name: "a moment beyond all time", way: vector(#"{"value":[1,"1e300"]}"#), says: "no moment in Unix seconds"),
        Case(name: "not a number", way: vector(#"{"value":[1,"NaN"]}"#), says: "was never sampled"),
        Case(name: "no number at all", way: vector(#"{"value":[1,{}]}"#), says: "the value is not one"),
        Case(
            name: "a matrix",
            way: .answers(Fixture.http("200 OK", #"{"status":"success","data":{"resultType":"matrix","result":[]}}"#)),
            says: "of another type"),
    ])
    func aServerThatBehavesBadly(sample: Case) async throws {
        let server = try await ScriptedServer(sample.way)
        let adapter = Fixture.adapter("http://\(server.endpoint)", timeout: Milliseconds(400))
        let start = ContinuousClock.now
        let answer = await Fixture.measure(adapter, .availability, window: .minutes(1))
        #expect(ContinuousClock.now - start < .seconds(5))
        #expect(answer.value == nil && answer.samples == 0)
        #expect(answer.source.contains(sample.says), "\(answer.source)")
        #expect(answer.source.hasPrefix("prometheus at http://127.0.0.1"))
        #expect(await adapter.observe() == WorldState(unknownIn: Fixture.topology))
        #expect(await adapter.examine().contains { $0.weight == .fault })
    }

    @Test func `A closed port and a host that is not there`() async {
        for url in ["http://127.0.0.1:9", "https://127.0.0.1:9", "http://nowhere.invalid:9090"] {
            let adapter = Fixture.adapter(url, timeout: Milliseconds(400))
            let answer = await Fixture.measure(adapter, .availability)
            #expect(answer.value == nil && answer.source.hasPrefix("prometheus at \(url): "), "\(answer.source)")
            #expect(await adapter.examine().map(\.weight) == [.fault])
        }
    }

    @Test func `Old samples and clocks that are ahead are seen for what they are`() async throws {
        for (offset, isNow) in [(Int64(-3600), false), (3600, true)] {
            let keeper = WallTimekeeper()
            let seconds = keeper.now.rawValue / 1000 + offset
            let server = try await ScriptedServer(Self.vector(#"{"value":[1,"\#(seconds)"]}"#))
            let adapter = Fixture.adapter("http://\(server.endpoint)", timekeeper: keeper)
            let answer = await Fixture.measure(adapter, .custom("queue_depth"))
            #expect((keeper.now - answer.sampledAt < .seconds(10)) == isNow)
            #expect(answer.sampledAt <= keeper.now)
        }
    }
}
