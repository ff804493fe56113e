package import Engine
package import Runbook
package import RunbookCompiler
package import World

/// Traffic by the weights of HAProxy's servers, read and set through its runtime API.
///
/// Weights that are set there are forgotten when HAProxy is started again, so they are looked at and never remembered. One
/// connection serves one call. HAProxy knows no epochs: the executor checks its own before each effect.
package struct HAProxyAdapter: RegionAdapter {
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
        manifest = HAProxyAdapter.manifest
        backends = topology.services.map { service in
            settings.backends.first { $0.service.value == service.name }?.name.value
        }
        servers = topology.regions.map { settings.server(of: $0.name) }
        runtime = RuntimeAPI(settings.runtime.value, timeout: settings.timeout)
    }

    package static let manifest = AdapterManifest(
        name: "haproxy", parts: [.traffic], enforcesEpoch: false, weightStep: .percent(1))

    /// For messages: who was asked.
    var place: String { "haproxy at \(settings.runtime.value)" }

    package func observe() async -> WorldState {
        var world = WorldState(unknownIn: topology)
        guard let shares = try? await shares() else { return world }
        for (service, backend) in shares.enumerated() {
            guard let backend else { continue }
            for region in topology.regionIndices {
                world[region, ServiceIndex(service)].weight = backend.share(of: region.index)
            }
        }
        return world
    }

    /// By service, how its backend is shared.
    private func shares() async throws -> [BackendShares?] {
        let states = try await states()
        return backends.map { name in name.flatMap { shares(of: $0, in: states) } }
    }

    func states() async throws -> [ServerState] {
        let answer = try await runtime.run(["show servers state"])[0]
        guard let states = ServerState.all(in: answer) else { throw HAProxyComplaint(answer) }
        return states
    }

    func shares(of backend: String, in states: [ServerState]) -> BackendShares? {
        let own = states.filter { $0.backend == backend }
        return own.isEmpty ? nil : BackendShares(own, servers: servers)
    }

    package func measure(_ queries: [MetricQuery]) async -> [Measurement] {
        let now = timekeeper.now
        var (shares, why): ([BackendShares?]?, String) = (nil, "")
        do { shares = try await self.shares() } catch { why = ": \(HAProxyAdapter.sentence(error))" }
        return queries.map { query in
            let value = query.metric == .weight ? shares.flatMap { weight(query, $0) } : nil
            return Measurement(query, value, at: now, from: place + why)
        }
    }

    /// Of one service, or the highest of a region: unknown while one of its services is.
    private func weight(_ query: MetricQuery, _ shares: [BackendShares?]) -> Quantity? {
        let services = query.service.map { [$0] } ?? topology.regions[query.region.index].services.map { $0 }
        let told = services.filter { backends[$0.index] != nil }
            .map { shares[$0.index]?.share(of: query.region.index) }
        return told.contains(nil) ? nil : told.compactMap(\.self).max().map { .ratio($0) }
    }

    static func sentence(_ error: any Error) -> String {
        switch error {
        case let failure as ExchangeFailure: failure.sentence
        case let complaint as HAProxyComplaint: "it says \"\(complaint.text)\""
        default: "\(error)"
        }
    }
}
