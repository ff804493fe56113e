import Engine
import Runbook
import RunbookCompiler
import World

@testable import Adapters

/// Two regions whose traffic HAProxy moves.
enum HAProxyFixture {
    static let topology = Topology(
        regions: [
            Topology.Region(name: "east", role: .primary, services: ServiceSet([ServiceIndex(0), ServiceIndex(1)])),
            Topology.Region(name: "west", role: .secondary, services: ServiceSet([ServiceIndex(0), ServiceIndex(1)])),
        ],
        services: [Topology.Service(name: "api", type: .api), Topology.Service(name: "cache", type: .cache)])
    static let east = RegionIndex(0)
    static let west = RegionIndex(1)
    static let api = ServiceIndex(0)
    static let cache = ServiceIndex(1)

    static func adapter(
        _ runtime: Endpoint, backends: [(String, String)] = [("api", "web"), ("cache", "cache")],
        servers: [(String, String)] = [], timeout: Milliseconds = .seconds(2),
        timekeeper: any Timekeeper = WallTimekeeper()
    ) -> HAProxyAdapter {
        func located<Value>(_ value: Value) -> Located<Value> { Located(value, at: .startOfFile) }
        return HAProxyAdapter(
            HAProxySettings(
                runtime: located(runtime),
                backends: backends.map { HAProxySettings.Backend(service: located($0.0), name: located($0.1)) },
                servers: servers.map { HAProxySettings.Server(region: located($0.0), name: located($0.1)) },
                timeout: timeout),
            topology: topology, timekeeper: timekeeper)
    }

    static func route(_ percent: Int32, _ services: [ServiceIndex] = [api, cache]) -> Effect {
        .route(
            from: east, to: west,
            services.map { Effect.Route(service: $0, from: .percent(100 - percent), to: .percent(percent)) })
    }

    static func assignment(_ effect: Effect, timeout: Milliseconds = .seconds(10)) -> Assignment {
        Assignment(
            effect: effect, mode: .planned, epoch: Epoch(rawValue: 1), run: "run", step: "shift", isUndo: false,
            timeout: timeout)
    }

    /// All traffic in the east.
    static func begin(_ adapter: HAProxyAdapter) async throws {
        _ = try await adapter.runtime.run(
            ["web", "cache"].flatMap { backend in
                ["set server \(backend)/east weight 100", "set server \(backend)/west weight 0"]
            })
    }
}
