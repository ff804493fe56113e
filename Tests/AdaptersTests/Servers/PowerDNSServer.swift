import Foundation
import Runbook
import Testing

@testable import Adapters

/// A real PowerDNS with the zone `lab.test.`, its HTTP API and its name server.
final class PowerDNSServer: Sendable {
    static let key = "lab-key-of-the-test"

    let process: ServerProcess
    let url: String
    let nameserver: Endpoint
    /// A file that holds the key.
    let keyFile: String

    /// - Parameter lua: whether it answers by LUA records.
    init(lua: Bool = true) async throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
            "pdns-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        keyFile = directory.path + "/key"
        try Self.key.write(toFile: keyFile, atomically: true, encoding: .utf8)
        let program = try #require(
            ["/usr/sbin/pdns_server"].first(where: FileManager.default.isExecutableFile), "scripts/setup installs pdns")
        try Self.makeDatabase(directory)
        let (api, dns) = (Int.random(in: 21_000...29_000), Int.random(in: 30_000...32_000))
        process = try ServerProcess(
            program, in: directory,
            [
                "--config-dir=\(directory.path)", "--launch=gsqlite3", "--gsqlite3-database=\(directory.path)/zones.db",
                "--local-address=127.0.0.1", "--local-port=\(dns)", "--socket-dir=\(directory.path)", "--api=yes",
                "--api-key=\(Self.key)", "--webserver=yes", "--webserver-address=127.0.0.1",
                "--webserver-port=\(api)", "--webserver-allow-from=127.0.0.0/8",
                "--enable-lua-records=\(lua ? "yes" : "no")", "--security-poll-suffix=", "--daemon=no", "--guardian=no",
                "--disable-syslog",
            ])
        url = "http://127.0.0.1:\(api)"
        nameserver = .host("127.0.0.1", port: dns)
        for _ in 0..<200 {
            if (try? await call(.post, "/zones", Self.zone)) == 201 { return }
            try await Task.sleep(for: .milliseconds(25))
        }
        Issue.record("PowerDNS is not ready: \(process.log)")
    }

    private static let zone = #"{"name":"lab.test.","kind":"Native","nameservers":["ns.lab.test."]}"#

    private static func makeDatabase(_ directory: URL) throws {
        let schema = try #require(
            [
                "/usr/share/doc/pdns-backend-sqlite3/schema.sqlite3.sql",
                "/usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql",
            ]
            .first(where: FileManager.default.fileExists), "scripts/setup installs pdns-backend-sqlite3")
        let script = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(open(sys.argv[2]).read())"
        let python = Process()
        python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        python.arguments = ["python3", "-c", script, directory.path + "/zones.db", schema]
        try python.run()
        python.waitUntilExit()
        try #require(python.terminationStatus == 0)
    }

    /// As somebody else would use its API. Its status is the answer.
    @discardableResult func call(_ method: WebRequest.Method, _ path: String, _ body: String) async throws -> Int {
        let exchange = WebExchange(server: try #require(ServerURL(url)), timeout: .seconds(2))
        let request = WebRequest(
            method, "/api/v1/servers/localhost" + path, [WebRequest.Header("X-API-Key", Self.key)], body: body)
        return try await exchange.send(request).status
    }

    /// One record set in place of what is there.
    func set(_ name: String, _ contents: [String], type: String = "LUA", ttl: Int = 5) async throws {
        let records = contents.map {
            JSON.object([JSON.Member("content", .string($0)), JSON.Member("disabled", false)])
        }
        let set: JSON = [
            "name": .string(name), "type": .string(type), "ttl": .count(ttl), "changetype": "REPLACE",
            "records": .array(records),
        ]
        // Its database is locked for moments while it is made.
        var status = 500
        for _ in 0..<20 where status == 500 {
            status = try await call(.patch, "/zones/lab.test.", JSON.object([JSON.Member("rrsets", [set])]).text())
            if status == 500 { try await Task.sleep(for: .milliseconds(100)) }
        }
        try #require(status == 204)
    }
}
