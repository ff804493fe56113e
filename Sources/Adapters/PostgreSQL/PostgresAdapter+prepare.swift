import Engine
import Runbook
import RunbookCompiler
import World

/// What can be done before the time without a writer.
extension PostgresAdapter {
    /// Checkpoints, so that the promotion has none to wait for; and the other standbys follow the one that is to be promoted,
    /// so that what the old writer writes after its fence does not lead them astray.
    func prepare(_ region: RegionIndex, _ deadline: Deadline) async throws -> EffectReport {
        let server = try known(region)
        let sight = try await sight(of: server, deadline)
        guard sight.isStandby else { return EffectReport(.done, detail: "\(server.place): is the writer already") }
        let cluster = await self.sight(within: deadline.within(settings.timeout))
        let writer = cluster.writer.flatMap { servers[$0] }
        try await checkpoint([server, writer].compactMap(\.self), deadline)
        var led: [String] = []
        for (index, other) in servers.enumerated() {
            let standby = RegionIndex(index)
            guard let other, standby != region, index != cluster.writer, cluster.source(of: index) == cluster.writer,
                let source = cluster.servers[index]?.source
            else { continue }
            memory.remember(source, of: standby, before: region)
            try await point(other, at: source.leading(to: server.endpoint), as: other.region, deadline)
            led.append(other.region)
        }
        let others = led.isEmpty ? "" : "; \(led.joined(separator: " and ")) follow it"
        return EffectReport(.done, detail: "\(server.place): checkpoints are done\(others)")
    }

    private func checkpoint(_ servers: [PostgresServer], _ deadline: Deadline) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for server in servers { group.addTask { try await act(server, "checkpoint", deadline) } }
            try await group.waitForAll()
        }
    }

    /// The other standbys follow whom they followed, as long as this process remembers it. Those that go on following the
    /// region are as protected as before.
    func release(_ region: RegionIndex, _ deadline: Deadline) async throws -> EffectReport {
        let server = try known(region)
        guard try await sight(of: server, deadline).isStandby else {
            _ = memory.takeSources(before: region)
            return EffectReport(.done, detail: "\(server.place): is the writer, and what was prepared is used up")
        }
        let sources = memory.takeSources(before: region)
        for (standby, source) in sources {
            guard let other = self.server(of: standby) else { continue }
            try await point(other, at: source, as: other.region, deadline)
        }
        let others = sources.keys.compactMap { self.server(of: $0)?.region }.sorted()
        return EffectReport(
            .done,
            detail: others.isEmpty
                ? "\(server.place): nothing is to be taken back"
                : "\(server.place): \(others.joined(separator: " and ")) follow whom they followed")
    }
}
