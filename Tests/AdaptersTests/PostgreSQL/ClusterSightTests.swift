import Runbook
import RunbookCompiler
import Testing
import World

@testable import Adapters

/// What servers say of themselves, put together.
@Suite struct ClusterSightTests {
    private static let endpoints = [Endpoint.host("10.0.0.1", port: 5432), .host("10.0.0.2", port: 5432)]

    private static func row(_ changes: [Int: String?]) -> PostgresConnection.Row {
        var row: PostgresConnection.Row = [
            "f", "off", "0", "0/5000000", nil, nil, "1", "1000000", nil, "f", nil, nil, "0", "10.0.0.1 5432",
        ]
        for (index, value) in changes { row[index] = value }
        return row
    }

    private static func writer(_ changes: [Int: String?] = [:]) throws -> ServerSight {
        try #require(ServerSight(row(changes)))
    }

    private static func standby(_ changes: [Int: String?] = [:]) throws -> ServerSight {
        try #require(
            ServerSight(
                row(
                    [
                        0: "t", 3: String?.none, 4: "0/5000000", 5: "0/5000000", 8: "999000",
                        10: "host=10.0.0.1 user=replicator", 11: "10.0.0.1 5432", 12: "1", 13: "10.0.0.2 5432",
                    ].merging(changes) { $1 })))
    }

    private static func states(_ servers: [ServerSight?]) -> [ServiceState] {
        let cluster = ClusterSight(servers: servers, endpoints: endpoints)
        return servers.indices.map(cluster.state)
    }

    @Test func `A standby that has all lags by nothing`() throws {
        let states = Self.states([try Self.writer(), try Self.standby()])
        #expect(states[0].role == .writer && states[0].lag == .zero)
        #expect(states[1].role == .standby && states[1].lag == .zero)
        #expect(states[1].source == .region(RegionIndex(0)) && states[1].isStreaming == .yes)
    }

    @Test func `One that lacks something is as late as its last commit`() throws {
        let states = Self.states([try Self.writer(), try Self.standby([4: "0/4FFFF00"])])
        #expect(states[1].lag == Milliseconds(1000))
    }

    @Test func `What does not answer is unknown, and whoever followed it lags by an upper bound`() throws {
        let states = Self.states([nil, try Self.standby([11: String?.none, 12: "0", 7: "1005000"])])
        #expect(states[0] == ServiceState())
        #expect(states[1].isStreaming == .no)
        #expect(states[1].source == .region(RegionIndex(0)))
        #expect(states[1].lag == Milliseconds(6000))
    }

    @Test func `Another timeline is another history`() throws {
        let diverged = try Self.standby([6: "2", 4: "0/6000000", 5: "0/6000000"])
        let states = Self.states([try Self.writer(), diverged])
        #expect(states[1].isStreaming == .no)
        #expect(states[1].lag != .zero)
    }

    @Test func `A writer that was fenced and left is detached, and one that was not is a second writer`() throws {
        let promoted = try Self.writer([6: "2", 13: "10.0.0.2 5432"])
        #expect(Self.states([try Self.writer([1: "on"]), promoted])[0].role == .detached)
        #expect(Self.states([try Self.writer([1: "on", 2: "1"]), promoted])[0].acknowledgesWrites == .yes)
        #expect(Self.states([try Self.writer(), promoted])[0].acknowledgesWrites == .yes)
        #expect(Self.states([try Self.writer(), promoted])[1].role == .writer)
    }

    @Test(
        arguments: [
            ("0/3000028", UInt64(0x300_0028)), ("16/B374D848", 0x16_B374_D848), ("", nil), ("0/G", nil), ("1", nil),
            ("0/0/0", nil),
        ] as [(String, UInt64?)])
    func positions(text: String, bytes: UInt64?) {
        #expect(LogPosition(text)?.bytes == bytes)
    }

    @Test func `A connection string is led elsewhere, and keeps the rest`() throws {
        let text = #"host=10.0.0.1 port=5433 user=repl password='it''s \' secret' sslmode=require"#
        #expect(ConnectionString("host=10.0.0.1 port") == nil)
        #expect(ConnectionString("postgresql://10.0.0.1/") == nil)
        let own = try #require(ConnectionString(text.replacing("''", with: "")))
        #expect(own.endpoint == .host("10.0.0.1", port: 5433))
        let other = own.leading(to: .host("10.0.0.9", port: 5432))
        #expect(other.endpoint == .host("10.0.0.9", port: 5432))
        #expect(other["password"] == "its ' secret")
        #expect(ConnectionString(other.text) == other)
        #expect(other.leading(to: .host("10.0.0.1", port: 5433)) == own)
    }

    @Test func `What a writer writes reaches whoever follows its standby, unless a hop stands still`() throws {
        let endpoints = Self.endpoints + [Endpoint.host("10.0.0.3", port: 5432)]
        let last: [Int: String?] = [10: "host=10.0.0.2 user=replicator", 11: "10.0.0.2 5432", 13: "10.0.0.3 5432"]
        func cluster(_ middle: [Int: String?] = [:]) throws -> ClusterSight {
            ClusterSight(
                servers: [try Self.writer(), try Self.standby(middle), try Self.standby(last)], endpoints: endpoints)
        }
        let whole = try cluster()
        #expect(whole.gets(2, from: 0) && whole.gets(2, from: 1) && whole.gets(1, from: 0))
        #expect(!whole.gets(0, from: 2) && !whole.gets(1, from: 2))
        let broken = try cluster([11: String?.none, 12: "0"])
        #expect(!broken.gets(2, from: 0) && broken.gets(2, from: 1))
    }
}
