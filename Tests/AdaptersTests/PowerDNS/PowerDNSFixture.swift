import Engine
import Runbook
import RunbookCompiler
import World

@testable import Adapters

/// Two regions whose traffic the DNS moves.
enum PowerDNSFixture {
    static let topology = HAProxyFixture.topology
    static let east = HAProxyFixture.east
    static let west = HAProxyFixture.west
    static let api = HAProxyFixture.api
    static let cache = HAProxyFixture.cache

    static let addresses = ["east": "192.0.2.1", "west": "192.0.2.2"]

    static func adapter(
        _ url: String, key: SecretSource, nameserver: Endpoint? = nil, zone: String = "lab.test",
        names: [(String, String)] = [("api", "app.lab.test"), ("cache", "Cache.lab.test.")],
        addresses: [String: String] = addresses, timeout: Milliseconds = .seconds(2),
        timekeeper: any Timekeeper = WallTimekeeper()
    ) -> PowerDNSAdapter {
        func located<Value>(_ value: Value) -> Located<Value> { Located(value, at: .startOfFile) }
        return PowerDNSAdapter(
            PowerDNSSettings(
                url: located(url), key: key, zone: located(zone),
                records: names.map { service, name in
                    PowerDNSSettings.Record(
                        service: located(service), name: located(name),
                        addresses: addresses.sorted { $0.key < $1.key }.map {
                            PowerDNSSettings.Address(region: located($0.key), text: located($0.value))
                        })
                },
                timeToLive: .seconds(7), nameserver: nameserver.map(located), timeout: timeout),
            topology: topology, timekeeper: timekeeper)
    }

    static func adapter(_ server: PowerDNSServer, timekeeper: any Timekeeper = WallTimekeeper()) -> PowerDNSAdapter {
        adapter(server.url, key: .file(server.keyFile), nameserver: server.nameserver, timekeeper: timekeeper)
    }

    static func content(_ east: Int, _ west: Int) -> String {
        #"A "pickwrandom({{\#(east),'192.0.2.1'},{\#(west),'192.0.2.2'}})""#
    }

    /// All traffic in the east.
    static func begin(_ server: PowerDNSServer) async throws {
        for name in ["app.lab.test.", "cache.lab.test."] { try await server.set(name, [content(1, 0)]) }
    }
}
