package import Engine
package import Runbook
package import RunbookCompiler
package import World

/// Lets the clients of databases wait instead of fail while the writer moves: PAUSE before a fence, RESUME when there is a
/// writer again. It knows nothing of regions.
package struct PgBouncerAdapter: RegionAdapter {
    package let manifest: AdapterManifest
    let topology: Topology
    let settings: PgBouncerSettings
    let timekeeper: any Timekeeper
    /// By service; nil for one that it was not told of.
    let databases: [String?]
    let console: PostgresConnection
    /// A pause keeps its connection until it is over, or for ever when somebody else ends it.
    let pausing: PostgresConnection

    package init(_ settings: PgBouncerSettings, topology: Topology, timekeeper: any Timekeeper) {
        self.settings = settings
        self.topology = topology
        self.timekeeper = timekeeper
        manifest = PgBouncerAdapter.manifest
        databases = topology.services.map { service in
            settings.databases.first { $0.service.value == service.name }?.name.value
        }
        let target = PostgresTarget(
            endpoint: settings.address.value, database: "pgbouncer", user: settings.user, password: settings.password,
            security: settings.security)
        console = PostgresConnection(target)
        pausing = PostgresConnection(target)
    }

    package static let manifest = AdapterManifest(
        name: PgBouncerSettings.name, parts: [.connections], enforcesEpoch: false)

    var place: String { "pgbouncer at \(settings.address.value)" }

    package func observe() async -> WorldState {
        var world = WorldState(unknownIn: topology)
        guard let pools = try? await pools(within: settings.timeout) else { return world }
        for (service, name) in databases.enumerated() {
            if let name, pools[name] == .paused { world.waiting.insert(ServiceIndex(service)) }
        }
        return world
    }

    enum Pool: Hashable {
        case open, paused
    }

    /// By database.
    func pools(within limit: Milliseconds) async throws(PostgresFailure) -> [String: Pool] {
        let rows = try await console.table("show databases", within: limit)
        var pools: [String: Pool] = [:]
        for row in rows {
            guard let name = row["name"], let paused = row["paused"] else {
                throw .senseless(why: "it is no list of databases")
            }
            pools[name] = paused == "0" ? .open : .paused
        }
        return pools
    }

    package func measure(_ queries: [MetricQuery]) async -> [Measurement] {
        let now = timekeeper.now
        return queries.map { Measurement($0, nil, at: now, from: place) }
    }
}
