import Engine
import Foundation
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Adapters

/// What goes wrong is a typed answer that says who was asked what, within its time, and never "done".
@Suite struct HAProxyFaultTests {
    private typealias Fixture = HAProxyFixture

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var way: ScriptedServer.Way
        var answer: EffectReport.Answer
        var says: String
        var testDescription: String { name }
    }

    static let heading = "1\n# be_name srv_name srv_op_state srv_admin_state srv_uweight\n"
    static let states = heading + "web east 2 0 100\nweb west 2 0 0\ncache east 2 0 100\ncache west 2 0 0\n\n"

    /// The look is answered well, and what follows is not, so nobody knows what became of it.
    @Test(arguments: [
        Case(name: "says nothing", way: .stalls, answer: .notDone(.unreachable), says: "does not answer in time"),
        Case(name: "hangs up", way: .hangsUp, answer: .notDone(.unreachable), says: "cut off"),
        Case(name: "floods", way: .floods, answer: .notDone(.unreachable), says: "longer than"),
        Case(
            name: "an answer cut off", way: .cutOff("1\n# be_name srv_na"), answer: .notDone(.unreachable),
            says: "0 answers to 1 commands"),
        Case(
            name: "something else", way: .answers("<html>nothing of the kind</html>\n\n"), answer: .notDone(.refused),
            says: "<html>nothing of the kind"),
        Case(
            name: "no weights", way: .answers("1\n# be_name srv_name\nweb east\n\n"), answer: .notDone(.refused),
            says: "says \"1\""),
        Case(
            name: "a good look, then not all answers", way: .answers(states), answer: .inDoubt, says: "1 answers to 5"),
    ])
    func aServerThatBehavesBadly(sample: Case) async throws {
        let server = try await ScriptedServer(sample.way)
        let adapter = Fixture.adapter(server.endpoint, timeout: Milliseconds(300))
        let start = ContinuousClock.now
        let report = await adapter.apply(Fixture.assignment(Fixture.route(10)))
        #expect(ContinuousClock.now - start < .seconds(5))
        #expect(report.answer == sample.answer, "\(report)")
        #expect(report.detail.contains(sample.says), "\(report.detail)")
        #expect(report.detail.contains("haproxy at \(server.endpoint)"))
        let answers = await adapter.measure([
            MetricQuery(metric: .weight, region: Fixture.east, service: nil, window: nil)
        ])
        if sample.answer != .inDoubt {
            #expect(await adapter.observe() == WorldState(unknownIn: Fixture.topology))
            #expect(answers[0].value == nil)
            let findings = await adapter.examine()
            #expect(findings.contains { $0.weight == .fault && !$0.help.isEmpty }, "\(findings)")
        }
    }

    @Test func `A closed port and a missing socket are unreachable`() async throws {
        for endpoint in [Endpoint.host("127.0.0.1", port: 9), .socket(path: "/nonexistent/haproxy.sock")] {
            let adapter = Fixture.adapter(endpoint)
            let report = await adapter.apply(Fixture.assignment(Fixture.route(10)))
            #expect(report.answer == .notDone(.unreachable))
            #expect(report.detail.contains("\(endpoint)"))
            let findings = await adapter.examine()
            #expect(findings.map(\.weight) == [.fault])
        }
    }

    @Test func `A real server that is suspended is overdue, and in doubt once it has been asked`() async throws {
        let server = try await HAProxyServer()
        let adapter = Fixture.adapter(server.admin, timeout: Milliseconds(300))
        try await Fixture.begin(adapter)
        server.process.suspend()
        let report = await adapter.apply(Fixture.assignment(Fixture.route(10)))
        #expect(report.answer == .notDone(.unreachable))
        server.process.wake()
        let again = await adapter.apply(Fixture.assignment(Fixture.route(10)))
        #expect(again.answer == .done)
    }

    @Test func `Whoever may not set weights is told so, and nothing is changed`() async throws {
        let server = try await HAProxyServer()
        try await Fixture.begin(Fixture.adapter(server.admin))
        let adapter = Fixture.adapter(server.user)
        let report = await adapter.apply(Fixture.assignment(Fixture.route(10)))
        #expect(report.answer == .notDone(.refused))
        #expect(report.detail.contains("Permission denied"))
        #expect(await adapter.observe()[Fixture.east, Fixture.api].weight == .all)
        let findings = await adapter.examine()
        #expect(findings.contains { $0.weight == .fault && $0.sentence.contains("lets us be user") })
    }

    @Test func `What can never be done is invalid`() async throws {
        let server = try await HAProxyServer()
        let admin = Fixture.adapter(server.admin)
        try await Fixture.begin(admin)
        let unknown = Fixture.adapter(server.admin, backends: [("api", "nowhere")])
        let cases: [(HAProxyAdapter, Effect, String)] = [
            (unknown, Fixture.route(10, [Fixture.api]), "has no backend nowhere"),
            (unknown, Fixture.route(10, [Fixture.cache]), "was told of no backend for cache"),
            (
                admin,
                .route(
                    from: Fixture.east, to: Fixture.west,
                    [Effect.Route(service: Fixture.api, from: BasisPoints(9950), to: BasisPoints(50))]),
                "whole percents"
            ),
            (admin, .fence(Fixture.east, ServiceSet([Fixture.api])), "traffic and nothing else"),
        ]
        for (adapter, effect, says) in cases {
            let report = await adapter.apply(Fixture.assignment(effect))
            #expect(report.answer == .notDone(.invalid))
            #expect(report.detail.contains(says), "\(report.detail)")
        }
        #expect(await admin.observe()[Fixture.east, Fixture.api].weight == .all)
        let still = try await HAProxyServer(algorithm: "static-rr")
        let report = await Fixture.adapter(still.admin).apply(Fixture.assignment(Fixture.route(10)))
        #expect(report.answer == .notDone(.invalid))
        #expect(report.detail.contains("static LB algorithm"))
    }

    @Test func `What its checks find down is given no more, and can be left`() async throws {
        let server = try await HAProxyServer(check: true)
        let adapter = Fixture.adapter(server.admin)
        try await Fixture.begin(adapter)
        for _ in 0..<100 where try await adapter.states().contains(where: \.isUp) {
            try await Task.sleep(for: .milliseconds(20))
        }
        let report = await adapter.apply(Fixture.assignment(Fixture.route(10)))
        #expect(report.answer == .notDone(.conflict))
        #expect(report.detail.contains("its checks find web/west down"), "\(report.detail)")
        #expect(await adapter.observe()[Fixture.east, Fixture.api].weight == .all)
        let findings = await adapter.examine()
        #expect(findings.contains { $0.weight == .caution && $0.sentence == "the checks of web/west find it down" })
    }

    @Test func `An examination says what is missing`() async throws {
        let server = try await HAProxyServer(servers: ["east", "stray"], algorithm: "static-rr")
        let adapter = Fixture.adapter(server.admin, backends: [("api", "web")])
        let sentences = await adapter.examine().map { "\($0.weight): \($0.sentence)" }
        #expect(sentences.contains { $0.hasPrefix("sound: HAProxy 2.") })
        #expect(sentences.contains("fault: the backend web has no server west"))
        #expect(sentences.contains("fault: the backend web balances by static-rr, which takes no new weights"))
        #expect(sentences.contains("caution: the backend web has servers that are no region's, and they take traffic"))
        #expect(sentences.contains("caution: nobody moves the traffic of cache: no backend is named for it"))
    }
}
