import AdapterContract
import Engine
import Foundation
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Adapters

/// With the example of the documentation.
@Suite struct HTTPActionAdapterTests {
    private typealias Fixture = HTTPActionFixture

    @Test func `The example keeps the contract`() async throws {
        let server = try await HooksServer()
        let timekeeper = WallTimekeeper(speed: 10)
        let subject = ContractSubject(topology: Fixture.topology, timekeeper: timekeeper) {
            Fixture.adapter(server.url, timekeeper: timekeeper)
        }
        let findings = await AdapterContract.check(subject)
        #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
    }

    @Test func `An action and a message are done, and what cannot be is refused for good`() async throws {
        let server = try await HooksServer()
        let adapter = Fixture.adapter(server.url)
        let done = await adapter.apply(Fixture.action())
        #expect(
            done == EffectReport(.done, detail: "\(server.url): the latest backup was restored and queried"))
        #expect(await adapter.apply(Fixture.message()).answer == .done)
        var other = Fixture.action("north")
        other.step = "other"
        let refused = await adapter.apply(other)
        #expect(refused.answer == .notDone(.invalid))
        #expect(refused.detail.contains("status 422"), "\(refused.detail)")
    }

    @Test func `A request says all that is known of it, and the secret is in its header alone`() async throws {
        let server = try await ScriptedServer(Fixture.http("200 OK"))
        setenv("SWITCHYARD_TEST_AUTHORIZATION", "Bearer abcdefgh", 1)
        let adapter = Fixture.adapter(
            "http://\(server.endpoint)/hooks", authorization: .variable("SWITCHYARD_TEST_AUTHORIZATION"))
        #expect(await adapter.apply(Fixture.action()).answer == .done)
        #expect(await adapter.apply(Fixture.message()).answer == .done)
        let (action, message) = (server.requests[0], server.requests[1])
        #expect(action.hasPrefix("POST /hooks HTTP/1.1\r\n"))
        for line in [
            "Content-Type: application/json", "Idempotency-Key: run/verify", "Switchyard-Epoch: 3",
            "Authorization: Bearer abcdefgh",
        ] { #expect(action.contains(line + "\r\n"), "\(action)") }
        #expect(
            action.hasSuffix(
                """
                \r\n\r\n{"switchyard":1,"do":"act","action":"backup.verify","arguments":{"region":"west"},\
                "key":"run/verify","run":"run","step":"verify","epoch":3,"mode":"planned","undo":false,"timeout_ms":500}
                """))
        #expect(
            message.hasSuffix(
                """
                \r\n\r\n{"switchyard":1,"do":"notify","channel":"operations","message":"moved",\
                "key":"run/tell","run":"run","step":"tell","epoch":3,"mode":"emergency","undo":false,"timeout_ms":500}
                """))
        let calls = adapter.calls(for: .notify(0), in: WorldState(unknownIn: Fixture.topology))
        #expect(calls == ["POST http://\(server.endpoint)/hooks"])
    }

    @Test func `What the service says is heard, whatever its status is`() async throws {
        let cases: [(String, String, EffectReport.Answer)] = [
            ("200 OK", #"{"outcome": "not_done", "failure": "conflict"}"#, .notDone(.conflict)),
            ("200 OK", #"{"outcome": "in_doubt"}"#, .inDoubt),
            ("200 OK", #"{"outcome": "superseded"}"#, .superseded),
            ("409 Conflict", #"{"outcome": "superseded"}"#, .superseded),
            ("500 Internal Server Error", #"{"outcome": "not_done"}"#, .notDone(.refused)),
            ("500 Internal Server Error", #"{"outcome": "done"}"#, .inDoubt),
            ("200 OK", #"{"outcome": "maybe"}"#, .inDoubt),
            ("200 OK", #"{"outcome": "not_done", "outcome": "done"}"#, .inDoubt),
            ("200 OK", #"{"detail": "all well"}"#, .done),
            ("204 No Content", "", .done),
        ]
        for (status, body, answer) in cases {
            let server = try await ScriptedServer(Fixture.http(status, body))
            let report = await Fixture.adapter("http://\(server.endpoint)").apply(Fixture.action())
            #expect(report.answer == answer, "\(status) \(body): \(report)")
        }
    }
}
