import AdapterContract
import Engine
import Foundation
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Adapters

/// Against real servers that replicate.
@Suite(.serialized) struct RedisAdapterTests {
    private static let topology = Topology(
        regions: [
            Topology.Region(name: "us-east-1", role: .primary, services: all),
            Topology.Region(name: "us-west-2", role: .secondary, services: all),
        ],
        services: [Topology.Service(name: "sessions", type: .storage)],
        links: [Topology.Link(from: RegionIndex(0), to: RegionIndex(1))])
    private static let east = RegionIndex(0)
    private static let west = RegionIndex(1)
    private static let sessions = ServiceIndex(0)
    private static let all = ServiceSet([sessions])

    private static func located<Value>(_ value: Value) -> Located<Value> { Located(value, at: .startOfFile) }

    private static func adapter(
        _ east: Endpoint, _ west: Endpoint? = nil, password: SecretSource? = nil, timeout: Milliseconds = .seconds(2)
    ) -> RedisAdapter {
        let servers = [("us-east-1", east)] + (west.map { [("us-west-2", $0)] } ?? [])
        return RedisAdapter(
            RedisSettings(
                service: located("sessions"),
                servers: servers.map { DatabaseServer(region: located($0.0), endpoint: located($0.1)) },
                password: password, timeout: timeout),
            topology: topology, timekeeper: WallTimekeeper())
    }

    private static func adapter(_ lab: Laboratory) -> RedisAdapter {
        adapter(
            lab.endpoint(1, port: 6379), lab.endpoint(2, port: 6379), password: .file("\(lab.directory)/secrets/redis"))
    }

    private static func assignment(
        _ effect: Effect, mode: Mode = .planned, timeout: Milliseconds = .seconds(10)
    ) -> Assignment {
        Assignment(
            effect: effect, mode: mode, epoch: Epoch(rawValue: 1), run: "run", step: effect.action, isUndo: false,
            timeout: timeout)
    }

    @Test func `The adapter keeps the contract`() async throws {
        let lab = try await Laboratory()
        let subject = ContractSubject(
            topology: Self.topology, timekeeper: WallTimekeeper(), patience: .minutes(1), rest: Milliseconds(300)
        ) {
            let adapter = Self.adapter(lab)
            let world = await adapter.observe()
            let isSound =
                world[Self.east, Self.sessions].acknowledgesWrites == .yes
                && world[Self.west, Self.sessions].isStreaming == .yes
            if !isSound { try lab.renew() }
            return adapter
        }
        let findings = await AdapterContract.check(subject)
        #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
    }

    @Test func `A hand-over loses nothing, and what is left refuses writes`() async throws {
        let lab = try await Laboratory()
        let adapter = Self.adapter(lab)
        let (east, west) = (try #require(adapter.servers[0]), try #require(adapter.servers[1]))
        for number in 1...200 { _ = try await east.ask([["SET", "key\(number)", "1"]], within: .seconds(1)) }
        let fenced = await adapter.apply(Self.assignment(.fence(Self.east, Self.all)))
        #expect(fenced.answer == .done, "\(fenced.detail)")
        _ = try await east.ask([["CLIENT", "UNPAUSE"]], within: .seconds(1))
        do {
            _ = try await east.ask([["SET", "late", "1"]], within: .seconds(1))
            Issue.record("it was written")
        } catch {
            #expect(error.sentence.contains("NOREPLICAS"))
        }
        let promoted = await adapter.apply(Self.assignment(.promote(Self.west, Self.all, loss: .zero)))
        #expect(promoted.answer == .done, "\(promoted.detail)")
        #expect(try await west.ask([["DBSIZE"]], within: .seconds(1)) == [.number(200)])
        let world = await adapter.observe()
        #expect(world[Self.east, Self.sessions].role == .detached)
        #expect(world[Self.west, Self.sessions].acknowledgesWrites == .yes)
        let followed = await adapter.apply(
            Self.assignment(.follow(Self.east, [Effect.Following(service: Self.sessions, source: Self.west)])))
        #expect(followed.answer == .done, "\(followed.detail)")
        let verified = await adapter.apply(
            Self.assignment(.verify(from: Self.west, to: Self.east, Self.all)))
        #expect(verified.detail.contains("db0: 200 keys"), "\(verified.detail)")
        #expect(await adapter.examine().allSatisfy { $0.weight == .sound })
    }

    @Test func `As many keys agree only where changes arrive`() async throws {
        let lab = try await Laboratory()
        let adapter = Self.adapter(lab)
        let (east, west) = (try #require(adapter.servers[0]), try #require(adapter.servers[1]))
        func agreement() async -> DataAgreement {
            await adapter.compare(ServiceIndex(0), Self.east, Self.west, within: .seconds(10))
        }
        for number in 1...50 { _ = try await east.ask([["SET", "key\(number)", "1"]], within: .seconds(1)) }
        let same = await agreement()
        #expect(same.verdict == .agrees && same.detail.contains("db0: 50 keys"), "\(same.detail)")
        _ = try await west.ask([["REPLICAOF", "NO", "ONE"]], within: .seconds(1))
        _ = try await east.ask([["SET", "key1", "2"]], within: .seconds(1))
        let left = await agreement()
        #expect(left.verdict == .unknown && left.detail.contains("neither follows"), "\(left.detail)")
        _ = try await east.ask([["SET", "key51", "1"]], within: .seconds(1))
        #expect(await agreement().verdict == .differs)
    }

    @Test func `A replica that no changes reach is not promoted`() async throws {
        let lab = try await Laboratory()
        let adapter = Self.adapter(lab)
        let (east, west) = (try #require(adapter.servers[0]), try #require(adapter.servers[1]))
        _ = try await west.ask([["CONFIG", "SET", "masterauth", "wrong"]], within: .seconds(1))
        _ = try await east.ask([["CLIENT", "KILL", "TYPE", "replica"]], within: .seconds(1))
        for number in 1...50 { _ = try await east.ask([["SET", "key\(number)", "1"]], within: .seconds(1)) }
        let report = await adapter.apply(
            Self.assignment(.promote(Self.west, Self.all, loss: .zero), timeout: .seconds(2)))
        #expect(report.answer == .notDone(.refused))
        #expect(report.detail.contains("no changes reach it, and it lacks"), "\(report.detail)")
        #expect(await adapter.examine().contains { $0.sentence.contains("changes do not reach it") })
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var way: ScriptedServer.Way
        var answer: EffectReport.Answer
        var says: String
        var testDescription: String { name }
    }

    @Test(arguments: [
        Case(name: "says nothing", way: .stalls, answer: .inDoubt, says: "does not answer in time"),
        Case(name: "hangs up", way: .hangsUp, answer: .inDoubt, says: "answer"),
        Case(name: "floods", way: .floods, answer: .inDoubt, says: "longer than"),
        Case(
            name: "another protocol", way: .answers("HTTP/1.1 400 Bad\r\n\r\n"), answer: .inDoubt, says: "not that of"),
        Case(name: "a reply cut off", way: .cutOff("$500\r\nrole:ma"), answer: .inDoubt, says: "cut off"),
        Case(name: "too few answers", way: .answers("+OK\r\n"), answer: .inDoubt, says: "1 answers to 3 commands"),
        Case(
            name: "nobody is let in", way: .answers("-NOAUTH Authentication required.\r\n"),
            answer: .notDone(.unreachable), says: "NOAUTH"),
        Case(name: "an error", way: .answers("-ERR unknown\r\n"), answer: .inDoubt, says: "ERR unknown"),
    ])
    func aServerThatBehavesBadly(sample: Case) async throws {
        let server = try await ScriptedServer(sample.way)
        let adapter = Self.adapter(server.endpoint, timeout: Milliseconds(300))
        let start = ContinuousClock.now
        let report = await adapter.apply(Self.assignment(.fence(Self.east, Self.all), timeout: .seconds(1)))
        #expect(report.answer == sample.answer, "\(report)")
        #expect(report.detail.contains(sample.says), "\(report.detail)")
        #expect(report.detail.contains("redis of us-east-1 at \(server.endpoint)"))
        #expect(await adapter.observe() == WorldState(unknownIn: Self.topology))
        #expect(await adapter.examine().contains { $0.weight == .fault && !$0.help.isEmpty })
        #expect(ContinuousClock.now - start < .seconds(5))
    }

    @Test func `A closed port is unreachable, and a wrong password is not told`() async throws {
        let closed = await Self.adapter(.host("127.0.0.1", port: 9)).apply(
            Self.assignment(.fence(Self.east, Self.all)))
        #expect(closed.answer == .notDone(.unreachable))
        let lab = try await Laboratory()
        let path = "\(lab.directory)/wrong"
        try "hunter2-wrong\n".write(toFile: path, atomically: true, encoding: .utf8)
        let stranger = Self.adapter(lab.endpoint(1, port: 6379), password: .file(path))
        let refused = await stranger.apply(Self.assignment(.fence(Self.east, Self.all)))
        #expect(refused.answer == .notDone(.unreachable))
        #expect(refused.detail.contains("WRONGPASS") && !refused.detail.contains("hunter2"), "\(refused.detail)")
    }

    @Test(
        arguments: [
            ("+OK\r\n:5\r\n", [RedisReply.text("OK"), .number(5)]), ("$-1\r\n*-1\r\n", [.nothing, .nothing]),
            ("$3\r\na\r\n\r\n", [.text("a\r\n")]),
            ("*2\r\n$1\r\nx\r\n-ERR y\r\n", [.list([.text("x"), .error("ERR y")])]), ("$99\r\nx\r\n", nil),
            ("?\r\n", nil),
            ("+OK", nil), ("*99999999\r\n", nil), (String(repeating: "*1\r\n", count: 100), nil),
        ] as [(String, [RedisReply]?)])
    func replies(text: String, replies: [RedisReply]?) {
        #expect(RedisReply.all(in: text) == replies)
    }
}
