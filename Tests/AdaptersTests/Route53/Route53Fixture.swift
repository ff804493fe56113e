import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Adapters

/// Two regions whose traffic Route 53 moves.
enum Route53Fixture {
    static let topology = HAProxyFixture.topology
    static let east = HAProxyFixture.east
    static let west = HAProxyFixture.west
    static let api = HAProxyFixture.api
    static let cache = HAProxyFixture.cache

    static func adapter(
        _ url: String, zone: String,
        names: [(String, String)] = [("api", "app.lab.test"), ("cache", "cache.lab.test")],
        identifiers: [(String, String)] = [("west", "w")], credentials: AWSCredentialSource = MotoServer.credentials,
        timeout: Milliseconds = .seconds(5), timekeeper: any Timekeeper = WallTimekeeper()
    ) -> Route53Adapter {
        func located<Value>(_ value: Value) -> Located<Value> { Located(value, at: .startOfFile) }
        return Route53Adapter(
            Route53Settings(
                zone: located(zone),
                records: names.map { Route53Settings.Record(service: located($0.0), name: located($0.1)) },
                identifiers: identifiers.map {
                    Route53Settings.Identifier(region: located($0.0), text: located($0.1))
                },
                timeToLive: .seconds(20), credentials: credentials, url: located(url), timeout: timeout),
            topology: topology, timekeeper: timekeeper)
    }

    /// A hosted zone of its own; its id.
    static func zone(_ server: MotoServer) async throws -> String {
        let answer = try await server.call(
            "route53", "/2013-04-01/hostedzone", [WebRequest.Header("Content-Type", "text/xml")],
            """
            <CreateHostedZoneRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><Name>lab.test.</Name>\
            <CallerReference>\(Int.random(in: 0...1_000_000_000))</CallerReference></CreateHostedZoneRequest>
            """)
        let id = try #require(XMLReader.read(answer)?.first("HostedZone")?.text("Id"))
        return String(try #require(id.split(separator: "/").last))
    }

    static func set(
        _ name: String, _ identifier: String, _ weight: Int, type: String = "A", value: String = "192.0.2.1",
        ttl: Int = 300, check: String? = nil
    ) -> XMLElement {
        XMLElement(
            "ResourceRecordSet", "",
            [
                XMLElement("Name", name), XMLElement("Type", type), XMLElement("SetIdentifier", identifier),
                XMLElement("Weight", "\(weight)"), XMLElement("TTL", "\(ttl)"),
                XMLElement(
                    "ResourceRecords", "", [XMLElement("ResourceRecord", "", [XMLElement("Value", value)])]),
            ] + (check.map { [XMLElement("HealthCheckId", $0)] } ?? []))
    }

    /// As somebody else would change it.
    static func upsert(_ server: MotoServer, _ zone: String, _ sets: [XMLElement]) async throws {
        let changes = sets.map { XMLElement("Change", "", [XMLElement("Action", "UPSERT"), $0]) }
        let body = XMLElement(
            "ChangeResourceRecordSetsRequest", "",
            [XMLElement("ChangeBatch", "", [XMLElement("Changes", "", changes)])])
        try await server.call(
            "route53", "/2013-04-01/hostedzone/\(zone)/rrset", [WebRequest.Header("Content-Type", "text/xml")],
            body.written(" xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\""))
    }

    /// All traffic in the east.
    static func begin(_ server: MotoServer, _ zone: String) async throws {
        for name in ["app.lab.test.", "cache.lab.test."] {
            try await upsert(server, zone, [set(name, "east", 100), set(name, "w", 0, value: "192.0.2.2")])
        }
    }
}
