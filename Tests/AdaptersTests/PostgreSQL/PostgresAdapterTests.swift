import AdapterContract
import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Adapters

/// Against real servers that replicate.
@Suite(.serialized) struct PostgresAdapterTests {
    private typealias Fixture = PostgresFixture

    @Test(arguments: PostgresSettings.Fence.allCases)
    func `The adapter keeps the contract`(fence: PostgresSettings.Fence) async throws {
        let lab = try await Laboratory()
        let timekeeper = WallTimekeeper()
        let subject = ContractSubject(
            topology: Fixture.topology, timekeeper: timekeeper, patience: .minutes(1), rest: Milliseconds(300)
        ) {
            let adapter = Fixture.adapter(Fixture.settings(lab, fence: fence), timekeeper: timekeeper)
            if await !isSound(adapter) { try lab.renew() }
            return adapter
        }
        let findings = await AdapterContract.check(subject)
        #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
    }

    @Test func `What servers say is what is seen, and a lag is there when changes are held back`() async throws {
        let lab = try await Laboratory()
        let adapter = Fixture.adapter(Fixture.settings(lab))
        var world = await adapter.observe()
        #expect(world[Fixture.east, Fixture.orders].role == .writer)
        #expect(world[Fixture.east, Fixture.orders].isFenced == .no)
        #expect(world[Fixture.west, Fixture.orders].role == .standby)
        #expect(world[Fixture.west, Fixture.orders].source == .region(Fixture.east))
        #expect(world[Fixture.west, Fixture.orders].isStreaming == .yes)
        #expect(world.isReachable == [.yes, .yes])
        try await insert(1...1, adapter)
        try await Task.sleep(for: .milliseconds(100))
        try lab.lab("break", "pause-replay", "us-west-2")
        try await insert(2...3, adapter)
        try await Task.sleep(for: .milliseconds(50))
        let query = MetricQuery(metric: .replicationLag, region: Fixture.west, service: nil, window: nil)
        let bytes = MetricQuery(metric: .replicationLagBytes, region: Fixture.west, service: nil, window: nil)
        let answers = await adapter.measure([query, bytes])
        #expect(try #require(answers[0].value).value > 0)
        #expect(try #require(answers[1].value).value > 0)
        let refused = await adapter.apply(
            Fixture.assignment(.promote(Fixture.west, Fixture.all, loss: .zero), timeout: .seconds(2)))
        #expect(refused.answer == .notDone(.refused))
        #expect(refused.detail.contains("its replay is paused"), "\(refused.detail)")
        try lab.lab("break", "resume-replay", "us-west-2")
        try await Task.sleep(for: .milliseconds(300))
        world = await adapter.observe()
        #expect(world[Fixture.west, Fixture.orders].lag == .zero)
    }

    @Test func `A standby that runs and does not stream is not promoted`() async throws {
        let lab = try await Laboratory()
        let adapter = Fixture.adapter(Fixture.settings(lab))
        try lab.lab("break", "cut-replication", "us-west-2")
        try await insert(1...100, adapter)
        let world = await adapter.observe()
        #expect(world[Fixture.west, Fixture.orders].isStreaming == .no)
        #expect(world[Fixture.west, Fixture.orders].lag != .zero)
        let fenced = await adapter.apply(Fixture.assignment(.fence(Fixture.east, Fixture.all)))
        #expect(fenced.answer == .done)
        let promoted = await adapter.apply(Fixture.assignment(.promote(Fixture.west, Fixture.all, loss: .zero)))
        #expect(promoted.answer == .notDone(.refused))
        #expect(promoted.detail.contains("does not stream, and lacks"), "\(promoted.detail)")
        #expect(await adapter.observe()[Fixture.west, Fixture.orders].role == .standby)
    }

    @Test func `A fence cuts off who is connected, and lets nobody write who comes`() async throws {
        let lab = try await Laboratory()
        let adapter = Fixture.adapter(Fixture.settings(lab))
        let client = client(lab, 1)
        _ = try await client.ask(
            "begin; insert into orders(writer, seq) values (9, 1)", within: .seconds(2))
        let report = await adapter.apply(Fixture.assignment(.fence(Fixture.east, Fixture.all)))
        #expect(report.answer == .done, "\(report.detail)")
        await #expect(throws: PostgresFailure.self) { try await client.ask("commit", within: .seconds(2)) }
        do {
            _ = try await self.client(lab, 1).ask("insert into orders(writer, seq) values (9, 2)", within: .seconds(2))
            Issue.record("it was written")
        } catch {
            #expect(error == .refused(code: "25006", why: "cannot execute INSERT in a read-only transaction"))
        }
        let back = await adapter.apply(Fixture.assignment(.unfence(Fixture.east, Fixture.all)))
        #expect(back.answer == .done)
        _ = try await self.client(lab, 1).ask("insert into orders(writer, seq) values (9, 3)", within: .seconds(2))
        let rows = try await self.client(lab, 1).ask("select seq from orders where writer = 9", within: .seconds(2))
        #expect(rows == [["3"]])
    }

    @Test func `Data that differs is found, and what was left behind is rebuilt`() async throws {
        let lab = try await Laboratory()
        let adapter = Fixture.adapter(Fixture.settings(lab))
        try await insert(1...50, adapter)
        let same = await adapter.apply(
            Fixture.assignment(.verify(from: Fixture.east, to: Fixture.west, Fixture.all)))
        #expect(same.answer == .done)
        #expect(same.detail.contains("50 rows in 1 tables agree"), "\(same.detail)")
        // Somebody promotes the standby behind our back: two writers, two histories.
        _ = try await superuser(lab, 2).ask("select pg_promote(true)", within: .seconds(10))
        _ = try await superuser(lab, 2).ask("insert into orders(writer, seq) values (7, 7)", within: .seconds(2))
        let world = await adapter.observe()
        #expect(world[Fixture.east, Fixture.orders].acknowledgesWrites == .yes)
        #expect(world[Fixture.west, Fixture.orders].acknowledgesWrites == .yes)
        let split = await adapter.apply(
            Fixture.assignment(.verify(from: Fixture.east, to: Fixture.west, Fixture.all)))
        #expect(split.answer == .notDone(.refused))
        let rebuilt = await adapter.apply(
            Fixture.assignment(
                .follow(Fixture.west, [Effect.Following(service: Fixture.orders, source: Fixture.east)])))
        #expect(rebuilt.answer == .done, "\(rebuilt.detail)")
        let rows = try await superuser(lab, 2).ask("select count(*) from orders where writer = 7", within: .seconds(2))
        #expect(rows == [["0"]])
    }

    @Test func `An examination names versions, rights and roles`() async throws {
        let lab = try await Laboratory()
        let findings = await Fixture.adapter(Fixture.settings(lab)).examine()
        #expect(findings.allSatisfy { $0.weight == .sound }, "\(findings)")
        #expect(findings.contains { $0.sentence.contains("PostgreSQL 15.") })
        #expect(findings.contains { $0.sentence == "the writer of orders_db is us-east-1" })
        try lab.lab("break", "cut-replication", "us-west-2")
        let broken = await Fixture.adapter(Fixture.settings(lab)).examine()
        #expect(broken.contains { $0.weight == .fault && $0.sentence.contains("changes do not reach it") })
    }

    private func isSound(_ adapter: PostgresAdapter) async -> Bool {
        let world = await adapter.observe()
        return world[Fixture.east, Fixture.orders].acknowledgesWrites == .yes
            && world[Fixture.west, Fixture.orders].isStreaming == .yes
            && world[Fixture.west, Fixture.orders].lag == .zero
    }

    private func insert(_ numbers: ClosedRange<Int>, _ adapter: PostgresAdapter) async throws {
        let server = try #require(adapter.servers[0])
        _ = try await server.acting.ask(
            "insert into orders(writer, seq) select 1, generate_series(\(numbers.lowerBound), \(numbers.upperBound))",
            within: .seconds(5))
    }

    private func client(_ lab: Laboratory, _ region: Int) -> PostgresConnection {
        PostgresConnection(
            PostgresTarget(
                endpoint: lab.endpoint(region), database: "postgres", user: "app", password: nil, security: .none,
                application: "shop"))
    }

    private func superuser(_ lab: Laboratory, _ region: Int) -> PostgresConnection {
        PostgresConnection(
            PostgresTarget(
                endpoint: lab.endpoint(region), database: "postgres", user: "switchyard",
                password: .file("\(lab.directory)/secrets/postgres"), security: .none))
    }
}
