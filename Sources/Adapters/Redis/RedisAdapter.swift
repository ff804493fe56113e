package import Engine
package import Runbook
package import RunbookCompiler
package import World

/// One data set with a Redis server in each region: roles, fences, promotions and replication.
///
/// Redis knows no epochs: the executor checks its own before each effect. A fence is a setting (`min-replicas-to-write`):
/// writes are refused because there are never so many replicas.
package struct RedisAdapter: RegionAdapter {
    package let manifest: AdapterManifest
    let topology: Topology
    let settings: RedisSettings
    let timekeeper: any Timekeeper
    let service: ServiceIndex?
    /// By region; nil where there is none.
    let servers: [RedisServer?]

    package init(_ settings: RedisSettings, topology: Topology, timekeeper: any Timekeeper) {
        self.settings = settings
        self.topology = topology
        self.timekeeper = timekeeper
        manifest = RedisAdapter.manifest
        service = topology.service(named: settings.service.value)
        servers = topology.regions.map { region in
            settings.servers.first { $0.region.value == region.name }.map {
                RedisServer(
                    region: region.name, endpoint: $0.endpoint.value, user: settings.user, password: settings.password,
                    timeout: settings.timeout)
            }
        }
    }

    package static let manifest = AdapterManifest(name: RedisSettings.name, parts: [.data], enforcesEpoch: false)

    func server(of region: RegionIndex) -> RedisServer? {
        region.index < servers.count ? servers[region.index] : nil
    }

    package func observe() async -> WorldState {
        var world = WorldState(unknownIn: topology)
        guard let service else { return world }
        let cluster = await cluster()
        for region in topology.regionIndices where servers[region.index] != nil {
            if cluster.servers[region.index] != nil { world.isReachable[region.index] = .yes }
            world[region, service] = cluster.state(of: region.index)
        }
        return world
    }

    /// Replicas that seem to lack something are asked again, so that one which has all that its source had is seen to have it.
    func cluster() async -> RedisCluster {
        let first = await sights(of: servers.indices)
        let end = first.compactMap { $0?.isReplica == false ? $0?.offset : nil }.max() ?? 0
        let replicas = first.indices.filter { index in
            first[index].map { $0.isReplica && $0.offset < end } ?? false
        }
        let second = await sights(of: replicas)
        return RedisCluster(
            servers: first.indices.map { replicas.contains($0) ? second[$0] : first[$0] },
            endpoints: servers.map { $0?.endpoint })
    }

    private func sights(of indices: some Sequence<Int>) async -> [RedisSight?] {
        await withTaskGroup(of: (Int, RedisSight?).self) { group in
            for index in indices {
                guard let server = servers[index] else { continue }
                group.addTask { (index, try? await sight(of: server, settings.timeout)) }
            }
            var sights = [RedisSight?](repeating: nil, count: servers.count)
            for await (index, sight) in group { sights[index] = sight }
            return sights
        }
    }

    func sight(of server: RedisServer, _ limit: Milliseconds) async throws(RedisServer.Failure) -> RedisSight {
        guard let sight = RedisSight(try await server.ask(RedisSight.question, within: limit)) else {
            throw .inDoubt(why: "its answer is no look at a server")
        }
        return sight
    }

    package func measure(_ queries: [MetricQuery]) async -> [Measurement] {
        let cluster = await cluster()
        let now = timekeeper.now
        return queries.map { query in
            let value = value(of: query, in: cluster)
            let place = server(of: query.region)?.place ?? "redis: no server there"
            let isSilent = server(of: query.region) != nil && cluster.servers[query.region.index] == nil
            return Measurement(
                query, value, at: now, from: isSilent ? "\(place): it does not answer" : place)
        }
    }

    private func value(of query: MetricQuery, in cluster: RedisCluster) -> Quantity? {
        guard query.service == nil || query.service == service, query.region.index < servers.count else { return nil }
        switch query.metric {
        case .replicationLag:
            return cluster.lag(of: query.region.index).map { Quantity(Double($0.rawValue), .time) }
        case .replicationLagBytes:
            return cluster.missing(in: query.region.index).map { Quantity(Double($0), .bytes) }
        default: return nil
        }
    }
}
