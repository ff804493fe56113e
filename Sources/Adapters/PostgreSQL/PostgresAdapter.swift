package import Engine
package import Runbook
package import RunbookCompiler
package import World

/// One database with a server in each region: roles, fences, promotions and replication, by SQL, and by a program for what
/// SQL cannot do.
///
/// PostgreSQL knows no epochs: the executor checks its own before each effect.
package struct PostgresAdapter: RegionAdapter {
    package let manifest: AdapterManifest
    let topology: Topology
    let settings: PostgresSettings
    let timekeeper: any Timekeeper
    let service: ServiceIndex?
    /// By region; nil where there is none.
    let servers: [PostgresServer?]
    let control: ControlProgram?
    let memory = ClusterMemory()

    package init(_ settings: PostgresSettings, topology: Topology, timekeeper: any Timekeeper) {
        self.settings = settings
        manifest = PostgresAdapter.manifest
        self.topology = topology
        self.timekeeper = timekeeper
        service = topology.service(named: settings.service.value)
        servers = topology.regions.map { region in
            settings.servers.first { $0.region.value == region.name }.map {
                PostgresServer(region: region.name, endpoint: $0.endpoint.value, settings)
            }
        }
        control =
            settings.control.isEmpty
            ? nil : ControlProgram(program: settings.control.map(\.value), service: settings.service.value)
    }

    package static let manifest = AdapterManifest(
        name: PostgresSettings.name, parts: [.data], prepares: [.promote], enforcesEpoch: false)

    func server(of region: RegionIndex) -> PostgresServer? {
        region.index < servers.count ? servers[region.index] : nil
    }

    package func observe() async -> WorldState {
        var world = WorldState(unknownIn: topology)
        guard let service else { return world }
        let began = timekeeper.now
        let cluster = await sight(within: settings.timeout)
        memory.saw(cluster)
        for region in topology.regionIndices where servers[region.index] != nil {
            if cluster.servers[region.index] != nil { world.isReachable[region.index] = .yes }
            world[region, service] = cluster.state(of: region.index)
        }
        await observeStopped(&world, service, cluster)
        await remember(cluster, since: began, &world, service)
        return world
    }

    /// With a server that gave no answer a moment ago.
    private static let shortPatience = Milliseconds(300)

    /// What all servers say, side by side.
    func sight(within limit: Milliseconds) async -> ClusterSight {
        let sights = await withTaskGroup(of: (Int, ServerSight?).self) { group in
            for (index, server) in servers.enumerated() {
                guard let server else { continue }
                let region = RegionIndex(index)
                let patience = memory.wasSilent(region) ? min(limit, PostgresAdapter.shortPatience) : limit
                group.addTask { [memory] in
                    let sight = try? await server.sight(within: patience)
                    memory.note(region, answers: sight != nil)
                    return (index, sight)
                }
            }
            var sights = [ServerSight?](repeating: nil, count: servers.count)
            for await (index, sight) in group { sights[index] = sight }
            return sights
        }
        return ClusterSight(servers: sights, endpoints: servers.map { $0?.endpoint })
    }

    /// A server that does not answer is fenced when the program says that it was shut down to be a standby.
    private func observeStopped(_ world: inout WorldState, _ service: ServiceIndex, _ cluster: ClusterSight) async {
        guard let control, settings.fence == .stop else { return }
        for region in topology.regionIndices where cluster.servers[region.index] == nil {
            guard let server = servers[region.index],
                let status = try? await control.status(of: server.region, within: settings.timeout),
                status.isStoppedAsStandby
            else { continue }
            world[region, service].isFenced = .yes
            world[region, service].role = cluster.writer == nil ? .writer : .detached
            (world[region, service].source, world[region, service].isStreaming) = (.none, .no)
            if cluster.writer == nil { settle(&world, service, cluster, stopped: status) }
        }
    }

    /// Nothing is written where the writer has been shut down, so whoever has its last record lags by nothing.
    private func settle(
        _ world: inout WorldState, _ service: ServiceIndex, _ cluster: ClusterSight, stopped: ControlProgram.Status
    ) {
        guard let end = stopped.position else { return }
        for region in topology.regionIndices {
            guard let server = cluster.servers[region.index], server.isStandby, let replayed = server.replayed,
                stopped.timeline == nil || server.timeline == stopped.timeline
            else { continue }
            if replayed > end { world[region, service].lag = .zero }
        }
    }

    /// Where the writer is out of reach, a standby is behind by no more than the time since it was last seen to have all, and
    /// by no more than what the writer can have written after the standby's last commit, when its disk tells.
    private func remember(
        _ cluster: ClusterSight, since began: Milliseconds, _ world: inout WorldState, _ service: ServiceIndex
    ) async {
        guard cluster.writer == nil else {
            for region in topology.regionIndices where cluster.missing(in: region.index) == 0 {
                memory.sawCurrent(region, at: began)
            }
            return
        }
        let now = timekeeper.now
        let end = await lastWrite(in: cluster)
        for region in topology.regionIndices {
            guard let lag = world[region, service].lag else { continue }
            let seen = memory.lastCurrent(region).map { max(.zero, now - $0) }
            let written = end.flatMap { end in
                cluster.servers[region.index]?.lastCommit.map { max(.zero, end - $0) + PostgresAdapter.tick }
            }
            world[region, service].lag = [lag, seen, written].compactMap(\.self).min()
        }
    }

    /// By so much a file's time may be older than the write: the kernel notes the time of its last tick.
    static let tick = Milliseconds(10)

    /// The latest of all servers that do not answer; nil unless it is known of each of them.
    private func lastWrite(in cluster: ClusterSight) async -> Milliseconds? {
        guard let control else { return nil }
        var latest: Milliseconds?
        for region in topology.regionIndices where cluster.servers[region.index] == nil {
            guard let server = servers[region.index] else { continue }
            let told = await memory.lastWrite(of: region) {
                try? await control.status(of: server.region, within: settings.timeout).lastWrite
            }
            guard let told else { return nil }
            latest = max(latest ?? told, told)
        }
        return latest
    }

    package func measure(_ queries: [MetricQuery]) async -> [Measurement] {
        let began = ContinuousClock.now
        let cluster = await sight(within: settings.timeout)
        let rate = queries.contains { $0.metric == .writeRate } ? await writeRate(since: cluster, at: began) : nil
        let now = timekeeper.now
        return queries.map { query in
            let value =
                query.metric == .writeRate && query.region.index == cluster.writer
                ? rate : value(of: query, in: cluster)
            return Measurement(query, value, at: now, from: source(of: query, in: cluster))
        }
    }

    /// By how far the writer's log has grown in half a second.
    private func writeRate(since cluster: ClusterSight, at began: ContinuousClock.Instant) async -> Quantity? {
        guard let writer = cluster.writer, let server = servers[writer], let start = cluster.servers[writer]?.flushed
        else { return nil }
        try? await Task.sleep(for: .milliseconds(500))
        guard let end = try? await glance(at: server, Deadline(settings.timeout)).end else { return nil }
        let seconds = began.duration(to: .now) / .seconds(1)
        return Quantity(Double(start.distance(to: end)) / max(0.001, seconds), .bandwidth)
    }

    private func value(of query: MetricQuery, in cluster: ClusterSight) -> Quantity? {
        guard query.service == nil || query.service == service, query.region.index < servers.count else { return nil }
        switch query.metric {
        case .replicationLag:
            return cluster.lag(of: query.region.index).map { Quantity(Double($0.rawValue), .time) }
        case .replicationLagBytes:
            return cluster.missing(in: query.region.index).map { Quantity(Double($0), .bytes) }
        default: return nil
        }
    }

    private func source(of query: MetricQuery, in cluster: ClusterSight) -> String {
        guard let server = server(of: query.region) else { return "postgresql: no server there" }
        return cluster.servers[query.region.index] == nil ? "\(server.place): it does not answer" : server.place
    }
}
