import AdapterContract
import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Adapters

/// Against a real HAProxy before real databases.
@Suite(.serialized) struct HAProxyDirectorTests {
    private typealias Fixture = PostgresFixture

    private func director(
        _ runtime: Endpoint, backend: String = "pg", isExclusive: Bool = true, timeout: Milliseconds = .seconds(2),
        timekeeper: any Timekeeper = WallTimekeeper()
    ) -> HAProxyDirector {
        HAProxyDirector(
            HAProxySettings(
                runtime: Fixture.located(runtime),
                backends: [
                    HAProxySettings.Backend(service: Fixture.located("orders_db"), name: Fixture.located(backend))
                ],
                isExclusive: isExclusive, timeout: timeout),
            topology: Fixture.topology, timekeeper: timekeeper)
    }

    @Test func `The director keeps the contract`() async throws {
        let lab = try await Laboratory()
        let timekeeper = WallTimekeeper()
        let subject = ContractSubject(
            topology: Fixture.topology, timekeeper: timekeeper, patience: .minutes(1), rest: .zero
        ) {
            let director = self.director(lab.director(port: 9999), timekeeper: timekeeper)
            _ = await director.apply(Fixture.assignment(.unfence(Fixture.east, Fixture.all)))
            return director
        }
        let findings = await AdapterContract.check(subject)
        #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
    }

    @Test func `What is closed has its connections cut, and one alone is open`() async throws {
        let lab = try await Laboratory()
        let director = director(lab.director(port: 9999))
        let client = PostgresConnection(
            PostgresTarget(
                endpoint: lab.director(port: 5000), database: "postgres", user: "app", password: nil, security: .none,
                application: "shop"))
        _ = try await client.ask("select 1", within: .seconds(2))
        let closed = await director.apply(Fixture.assignment(.fence(Fixture.east, Fixture.all)))
        #expect(closed.answer == .done, "\(closed.detail)")
        await #expect(throws: PostgresFailure.self) { try await client.ask("select 1", within: .seconds(2)) }
        #expect(await director.observe()[Fixture.east, Fixture.orders].isFenced == .yes)
        let opened = await director.apply(Fixture.assignment(.promote(Fixture.west, Fixture.all, loss: .zero)))
        #expect(opened.answer == .done)
        let row = try await client.ask("select pg_is_in_recovery()", within: .seconds(2))
        #expect(row == [["t"]])
        #expect(
            await self.director(lab.director(port: 9999), isExclusive: false).observe()
                == WorldState(unknownIn: Fixture.topology))
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var way: ScriptedServer.Way
        var answer: EffectReport.Answer
        var testDescription: String { name }
    }

    static let table = """
        # pxname,svname,scur,status
        pg,us-east-1,3,no check
        pg,us-west-2,0,MAINT


        """

    @Test(arguments: [
        Case(name: "says nothing", way: .stalls, answer: .notDone(.unreachable)),
        Case(name: "hangs up", way: .hangsUp, answer: .notDone(.unreachable)),
        Case(name: "floods", way: .floods, answer: .notDone(.unreachable)),
        Case(name: "an answer cut off", way: .cutOff("# pxname,svn"), answer: .notDone(.unreachable)),
        Case(name: "something else", way: .answers("<html>no</html>\n\n"), answer: .notDone(.refused)),
        Case(name: "a good look, then not all answers", way: .answers(table), answer: .inDoubt),
    ])
    func aServerThatBehavesBadly(sample: Case) async throws {
        let server = try await ScriptedServer(sample.way)
        let director = director(server.endpoint, timeout: Milliseconds(300))
        let report = await director.apply(Fixture.assignment(.fence(Fixture.east, Fixture.all)))
        #expect(report.answer == sample.answer, "\(report)")
        #expect(report.detail.contains("haproxy at \(server.endpoint)"))
        guard sample.answer != .inDoubt else { return }
        #expect(await director.observe() == WorldState(unknownIn: Fixture.topology))
        #expect(await director.examine().contains { $0.weight == .fault && !$0.help.isEmpty })
    }

    @Test func `A backend that is not there is found, and so are two ways at once`() async throws {
        let lab = try await Laboratory()
        let nameless = await director(lab.director(port: 9999), backend: "nothing").examine()
        #expect(nameless.contains { $0.weight == .fault && $0.sentence.contains("nothing/us-east-1") })
        let director = director(lab.director(port: 9999))
        #expect(await director.examine().allSatisfy { $0.weight == .sound })
        _ = try await director.runtime.run(["set server pg/us-west-2 state ready"])
        #expect(await director.examine().contains { $0.sentence.contains("us-east-1 and us-west-2 at once") })
    }
}
