import AdapterContract
import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Adapters

/// Against a real PgBouncer before real databases.
@Suite(.serialized) struct PgBouncerAdapterTests {
    private typealias Fixture = PostgresFixture

    private func adapter(
        _ address: Endpoint, database: String = "app", user: String = "admin", pauseTimeout: Milliseconds = .seconds(1),
        timeout: Milliseconds = .seconds(2), timekeeper: any Timekeeper = WallTimekeeper()
    ) -> PgBouncerAdapter {
        PgBouncerAdapter(
            PgBouncerSettings(
                address: Fixture.located(address),
                databases: [
                    PgBouncerSettings.Database(service: Fixture.located("orders_db"), name: Fixture.located(database))
                ], user: user, security: .none, pauseTimeout: pauseTimeout, timeout: timeout),
            topology: Fixture.topology, timekeeper: timekeeper)
    }

    private func client(_ lab: Laboratory) -> PostgresConnection {
        PostgresConnection(
            PostgresTarget(
                endpoint: lab.director(port: 6432), database: "app", user: "app", password: nil, security: .none,
                application: "shop"))
    }

    @Test func `The adapter keeps the contract`() async throws {
        let lab = try await Laboratory()
        let timekeeper = WallTimekeeper()
        let subject = ContractSubject(
            topology: Fixture.topology, timekeeper: timekeeper, patience: .minutes(1), rest: .zero
        ) {
            let adapter = self.adapter(lab.director(port: 6432), timekeeper: timekeeper)
            _ = await adapter.apply(Fixture.assignment(.unfence(Fixture.east, Fixture.all)))
            return adapter
        }
        let findings = await AdapterContract.check(subject)
        #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
    }

    @Test func `Clients wait while it is paused, and are served when it goes on`() async throws {
        let lab = try await Laboratory()
        let (adapter, client) = (adapter(lab.director(port: 6432)), client(lab))
        _ = try await client.ask("select 1", within: .seconds(2))
        let paused = await adapter.apply(Fixture.assignment(.fence(Fixture.east, Fixture.all)))
        #expect(paused.answer == .done, "\(paused.detail)")
        #expect(await adapter.observe().waiting == Fixture.all)
        async let row = client.ask("select 2", within: .seconds(5))
        try await Task.sleep(for: .milliseconds(300))
        let resumed = await adapter.apply(
            Fixture.assignment(.promote(Fixture.west, Fixture.all, loss: .zero)))
        #expect(resumed.answer == .done)
        #expect(try await row == [["2"]])
        #expect(await adapter.observe().waiting.isEmpty)
    }

    @Test func `An open transaction keeps a pause from being complete, and then clients go on`() async throws {
        let lab = try await Laboratory()
        let (adapter, client) = (adapter(lab.director(port: 6432), pauseTimeout: Milliseconds(300)), client(lab))
        _ = try await client.ask("begin; select 1", within: .seconds(2))
        let report = await adapter.apply(Fixture.assignment(.fence(Fixture.east, Fixture.all)))
        #expect(report.answer == .notDone(.refused))
        #expect(report.detail.contains("a transaction has not ended within 300ms"), "\(report.detail)")
        #expect(await adapter.observe().waiting.isEmpty)
        _ = try await client.ask("commit", within: .seconds(2))
        let again = await adapter.apply(Fixture.assignment(.fence(Fixture.east, Fixture.all)))
        #expect(again.answer == .done, "\(again.detail)")
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var way: ScriptedServer.Way
        var testDescription: String { name }
    }

    @Test(arguments: [
        Case(name: "says nothing", way: .stalls), Case(name: "hangs up", way: .hangsUp),
        Case(name: "floods", way: .floods), Case(name: "another protocol", way: .answers("HTTP/1.1 400 Bad\r\n\r\n")),
        Case(name: "a reply cut off", way: .cutOff("R\u{0}")),
    ])
    func aServerThatBehavesBadly(sample: Case) async throws {
        let server = try await ScriptedServer(sample.way)
        let adapter = adapter(server.endpoint, timeout: Milliseconds(300))
        let start = ContinuousClock.now
        let report = await adapter.apply(Fixture.assignment(.fence(Fixture.east, Fixture.all)))
        #expect(report.answer == .notDone(.unreachable), "\(report)")
        #expect(report.detail.contains("pgbouncer at \(server.endpoint)"))
        #expect(await adapter.observe() == WorldState(unknownIn: Fixture.topology))
        let findings = await adapter.examine()
        #expect(findings.map(\.weight) == [.fault])
        #expect(ContinuousClock.now - start < .seconds(5))
    }

    @Test func `A database that is not there is found before anybody needs it`()
        async throws
    {
        let lab = try await Laboratory()
        let nameless = adapter(lab.director(port: 6432), database: "nothing")
        let findings = await nameless.examine()
        #expect(findings.contains { $0.weight == .fault && $0.help == "Write one of app." }, "\(findings)")
        let report = await nameless.apply(Fixture.assignment(.fence(Fixture.east, Fixture.all)))
        #expect(report.answer == .notDone(.invalid))
        let sound = await adapter(lab.director(port: 6432)).examine()
        #expect(sound.allSatisfy { $0.weight == .sound }, "\(sound)")
    }
}
