import Engine
import Foundation
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Adapters

/// What goes wrong is a typed answer that says who was asked what, within its time, and never "done".
@Suite(.serialized) struct PostgresFaultTests {
    private typealias Fixture = PostgresFixture

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var way: ScriptedServer.Way
        var says: String
        var testDescription: String { name }
    }

    @Test(arguments: [
        Case(name: "says nothing", way: .stalls, says: "does not take a connection in time"),
        Case(name: "hangs up", way: .hangsUp, says: "cannot be reached"),
        Case(name: "floods", way: .floods, says: "cannot be reached"),
        Case(name: "another protocol", way: .answers("HTTP/1.1 400 Bad Request\r\n\r\n"), says: "cannot be reached"),
        Case(name: "a reply cut off", way: .cutOff("R\u{0}\u{0}"), says: "cannot be reached"),
    ])
    func aServerThatBehavesBadly(sample: Case) async throws {
        let server = try await ScriptedServer(sample.way)
        let adapter = Fixture.adapter(Fixture.settings(server.endpoint))
        let start = ContinuousClock.now
        for effect in [Effect.fence(Fixture.east, Fixture.all), .promote(Fixture.east, Fixture.all, loss: .zero)] {
            let report = await adapter.apply(Fixture.assignment(effect, timeout: .seconds(2)))
            #expect(report.answer == .notDone(.unreachable), "\(report)")
            #expect(report.detail.contains(sample.says), "\(report.detail)")
            #expect(report.detail.contains("postgresql of us-east-1 at \(server.endpoint)"))
        }
        #expect(await adapter.observe() == WorldState(unknownIn: Fixture.topology))
        let findings = await adapter.examine()
        #expect(findings.contains { $0.weight == .fault && !$0.help.isEmpty }, "\(findings)")
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    @Test func `A closed port and a secret that is not there are unreachable`() async throws {
        let closed = Fixture.adapter(Fixture.settings(.host("127.0.0.1", port: 9)))
        let report = await closed.apply(Fixture.assignment(.fence(Fixture.east, Fixture.all)))
        #expect(report.answer == .notDone(.unreachable))
        #expect(report.detail.contains("127.0.0.1:9"), "\(report.detail)")
        let secretless = Fixture.adapter(
            Fixture.settings(.host("127.0.0.1", port: 9), password: .file("/nonexistent/secret")))
        let other = await secretless.apply(Fixture.assignment(.fence(Fixture.east, Fixture.all)))
        #expect(other.detail.contains("the file /nonexistent/secret cannot be read"), "\(other.detail)")
    }

    @Test func `Real servers refuse a wrong password, stand still, and end connections`() async throws {
        let lab = try await Laboratory()
        let path = "\(lab.directory)/wrong"
        try "hunter2-wrong\n".write(toFile: path, atomically: true, encoding: .utf8)
        let stranger = Fixture.adapter(Fixture.settings(lab.endpoint(1), password: .file(path)))
        let refused = await stranger.apply(Fixture.assignment(.fence(Fixture.east, Fixture.all)))
        #expect(refused.answer == .notDone(.unreachable))
        #expect(refused.detail.contains("password authentication failed"), "\(refused.detail)")
        #expect(!refused.detail.contains("hunter2"))

        var settings = Fixture.settings(lab)
        settings.timeout = Milliseconds(300)
        let adapter = Fixture.adapter(settings)
        #expect(await adapter.observe()[Fixture.east, Fixture.orders].role == .writer)
        // A connection that was kept has been ended meanwhile: it is opened anew.
        try lab.lab("break", "kill-db", "us-west-2")
        try lab.lab("break", "start-db", "us-west-2")
        #expect(await adapter.observe()[Fixture.west, Fixture.orders].role == .standby)

        try lab.lab("break", "freeze-db", "us-east-1")
        let start = ContinuousClock.now
        let frozen = await adapter.apply(Fixture.assignment(.fence(Fixture.east, Fixture.all), timeout: .seconds(1)))
        #expect(frozen.answer == .notDone(.unreachable), "\(frozen)")
        #expect(ContinuousClock.now - start < .seconds(3))
        let world = await adapter.observe()
        #expect(world[Fixture.east, Fixture.orders].role == .unknown)
        #expect(world[Fixture.west, Fixture.orders].role == .standby)
        let promoted = await adapter.apply(
            Fixture.assignment(.promote(Fixture.west, Fixture.all, loss: .zero), timeout: .seconds(2)))
        #expect(promoted.answer == .notDone(.refused))
        #expect(promoted.detail.contains("nobody can say"), "\(promoted.detail)")
        try lab.lab("break", "thaw-db", "us-east-1")
    }

    @Test func `Without a control program, what only it can do is refused`() async throws {
        let lab = try await Laboratory()
        var settings = Fixture.settings(lab)
        settings.control = []
        let adapter = Fixture.adapter(settings)
        let report = await adapter.apply(
            Fixture.assignment(
                .follow(Fixture.east, [Effect.Following(service: Fixture.orders, source: Fixture.west)])))
        #expect(report.answer == .notDone(.invalid))
        #expect(report.detail.contains("no control program is named to rebuild it"))
    }
}
