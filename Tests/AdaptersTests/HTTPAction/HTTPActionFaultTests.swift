import Engine
import Foundation
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Adapters

/// What goes wrong is a typed answer within its time that says who was asked, and never "not done" of what may be done.
@Suite struct HTTPActionFaultTests {
    private typealias Fixture = HTTPActionFixture

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

    @Test(arguments: [
        Case("202", Fixture.http("202 Accepted"), .inDoubt, says: "status 202"),
        Case("302", Fixture.http("302 Found", "", "Location: /x\r\n"), .inDoubt, says: "status 302"),
        Case("308", Fixture.http("308 Permanent Redirect", "", "Location: /x\r\n"), .notDone(.invalid), says: "308"),
        Case("400", Fixture.http("400 Bad Request", "no\nway"), .notDone(.invalid), says: "says \"no\""),
        Case("401", Fixture.http("401 Unauthorized"), .notDone(.refused), says: "status 401"),
        Case("403", Fixture.http("403 Forbidden"), .notDone(.refused), says: "status 403"),
        Case("404", Fixture.http("404 Not Found"), .notDone(.invalid), says: "status 404"),
        Case("408", Fixture.http("408 Request Timeout"), .notDone(.refused), says: "status 408"),
        Case("409", Fixture.http("409 Conflict"), .notDone(.conflict), says: "status 409"),
        Case("422", Fixture.http("422 Unprocessable Content"), .notDone(.invalid), says: "status 422"),
        Case(
            "429", Fixture.http("429 Too Many Requests", "", "Retry-After: 120\r\n"), .notDone(.refused),
            says: "left alone for 120s"),
        Case("500", Fixture.http("500 Internal Server Error", "oops"), .inDoubt, says: "says \"oops\""),
        Case("502", Fixture.http("502 Bad Gateway"), .inDoubt, says: "status 502"),
        Case(
            "503", Fixture.http("503 Service Unavailable", "", "Retry-After: Fri, 31 Dec 2027 23:59:59 GMT\r\n"),
            .notDone(.refused), says: "left alone until Fri, 31 Dec 2027"),
        Case("cut off", .cutOff("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{\"out"), .inDoubt, says: "cut off"),
        Case("a status cut off", .cutOff("HTTP/1.1 2"), .inDoubt, says: "cut off"),
        Case("no HTTP", .answers("SSH-2.0-OpenSSH\r\n"), .inDoubt, says: "no HTTP"),
        Case("silence", .stalls, .inDoubt, says: "does not answer in time"),
        Case("a flood", .floods, .inDoubt, says: "no HTTP"),
        Case(
            "too much", Fixture.http("200 OK", String(repeating: "x", count: 1 << 21)), .inDoubt,
            says: "longer than 1048576"),
    ])
    func aServiceThatBehavesBadly(sample: Case) async throws {
        let server = try await ScriptedServer(sample.way)
        let adapter = Fixture.adapter("http://\(server.endpoint)")
        let start = ContinuousClock.now
        let report = await adapter.apply(Fixture.action())
        #expect(ContinuousClock.now - start < .seconds(5))
        #expect(report.answer == sample.answer, "\(report)")
        #expect(report.detail.contains(sample.says), "\(report.detail)")
        #expect(report.detail.hasPrefix("http://\(server.endpoint)"))
        // A request that may have acted is sent once.
        #expect(server.requests.count == 1)
    }

    @Test func `Whoever hangs up at once may have heard`() async throws {
        let server = try await ScriptedServer(.hangsUp)
        let report = await Fixture.adapter("http://\(server.endpoint)").apply(Fixture.action())
        #expect(report.answer == .inDoubt || report.answer == .notDone(.unreachable), "\(report)")
    }

    @Test func `A closed port, a host that is not there and a server without TLS are unreachable`() async throws {
        let plain = try await ScriptedServer(Fixture.http("200 OK"))
        for url in ["http://127.0.0.1:9", "http://nowhere.invalid:80", "https://\(plain.endpoint)"] {
            let adapter = Fixture.adapter(url)
            let report = await adapter.apply(Fixture.action())
            #expect(report.answer == .notDone(.unreachable), "\(report)")
            #expect(report.detail.hasPrefix("\(url): "))
            #expect(await adapter.examine().map(\.weight) == [.fault])
        }
    }

    @Test func `A secret that is not there, or no line, is asked of nobody and told to nobody`() async throws {
        let server = try await ScriptedServer(Fixture.http("200 OK"))
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("secret-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: file) }
        try "hidden\r\nX-Other: 1\n".write(toFile: file, atomically: true, encoding: .utf8)
        let cases: [(SecretSource, String)] = [
            (.variable("SWITCHYARD_NOBODY_SETS_THIS"), "SWITCHYARD_NOBODY_SETS_THIS is not set"),
            (.file("/nonexistent/secret"), "/nonexistent/secret cannot be read"), (.file(file), "more than one line"),
        ]
        for (source, says) in cases {
            let adapter = Fixture.adapter("http://\(server.endpoint)", authorization: source)
            let report = await adapter.apply(Fixture.action())
            #expect(report.answer == .notDone(.refused))
            let findings = await adapter.examine()
            #expect(findings.map(\.weight) == [.fault])
            for text in [report.detail, findings[0].sentence] {
                #expect(text.contains(says) && !text.contains("hidden"), "\(text)")
            }
        }
        #expect(server.requests.isEmpty)
    }

    @Test func `A secret that is said back to us is not shown`() async throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("secret-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: file) }
        try "Bearer abcdefgh\n".write(toFile: file, atomically: true, encoding: .utf8)
        let server = try await ScriptedServer(Fixture.http("401 Unauthorized", "abcdefgh is no token"))
        let report = await Fixture.adapter("http://\(server.endpoint)", authorization: .file(file))
            .apply(Fixture.action())
        #expect(report.answer == .notDone(.refused))
        #expect(report.detail.contains("*** is no token"), "\(report.detail)")
    }

    @Test func `Who is given up sends nothing more`() async throws {
        let server = try await ScriptedServer(Fixture.http("200 OK"))
        let adapter = Fixture.adapter("http://\(server.endpoint)")
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await adapter.apply(Fixture.action())
        }
        #expect(await task.value.answer == .inDoubt)
        #expect(server.requests.isEmpty)
    }
}
