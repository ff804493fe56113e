package import Engine
package import Runbook
package import RunbookCompiler
package import World

/// Leads the clients of databases to the writer: of a backend's servers, one for each region, the writer's alone takes
/// connections. The others are in maintenance, and what connections they had are cut.
package struct HAProxyDirector: RegionAdapter {
    package let manifest: AdapterManifest
    let topology: Topology
    let settings: HAProxySettings
    let timekeeper: any Timekeeper
    /// By service; nil for one that it was not told of.
    let backends: [String?]
    /// By region.
    let servers: [String]
    let runtime: RuntimeAPI

    package init(_ settings: HAProxySettings, topology: Topology, timekeeper: any Timekeeper) {
        self.settings = settings
        self.topology = topology
        self.timekeeper = timekeeper
        manifest = HAProxyDirector.manifest(settings)
        backends = topology.services.map { service in
            settings.backends.first { $0.service.value == service.name }?.name.value
        }
        servers = topology.regions.map { settings.server(of: $0.name) }
        runtime = RuntimeAPI(settings.runtime.value, timeout: settings.timeout)
    }

    package static func manifest(_ settings: HAProxySettings) -> AdapterManifest {
        AdapterManifest(
            name: HAProxySettings.name, parts: [.connections], enforcesEpoch: false,
            confirmsFence: settings.isExclusive)
    }

    var place: String { "haproxy at \(settings.runtime.value)" }

    static let look = "show stat -1 4 -1"

    /// A fence is told of only where clients have no other way.
    package func observe() async -> WorldState {
        var world = WorldState(unknownIn: topology)
        guard settings.isExclusive, let answer = try? await runtime.run([HAProxyDirector.look]).first,
            let table = StatTable(answer)
        else { return world }
        for (service, backend) in backends.enumerated() {
            guard let backend else { continue }
            for region in topology.regionIndices {
                guard let passage = passage(to: region, of: backend, in: table) else { continue }
                world[region, ServiceIndex(service)].isFenced = Knowledge(passage == .closed)
            }
        }
        return world
    }

    enum Passage: Hashable {
        case open
        /// Nobody comes in, and some are still there.
        case leaving
        case closed
    }

    func passage(to region: RegionIndex, of backend: String, in table: StatTable) -> Passage? {
        guard let status = table.value("status", of: backend, server: servers[region.index]),
            let sessions = table.value("scur", of: backend, server: servers[region.index]).flatMap({ Int($0) })
        else { return nil }
        guard status.hasPrefix("MAINT") else { return .open }
        return sessions == 0 ? .closed : .leaving
    }

    package func measure(_ queries: [MetricQuery]) async -> [Measurement] {
        let now = timekeeper.now
        return queries.map { Measurement($0, nil, at: now, from: place) }
    }
}
