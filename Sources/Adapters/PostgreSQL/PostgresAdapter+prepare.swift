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
        memory.target = region
        let writer = cluster.writer.flatMap { servers[$0] }
        try await checkpoint([server, writer].compactMap(\.self), deadline)
        if let writer { await warm(writer, deadline) }
        let ahead = writer == nil ? try await catchUp(region, server, cluster, deadline) : nil
        let led = try await lead(cluster, to: region, server, deadline)
        let late = led.isEmpty ? [] : await awaitStreams(of: led, from: region, deadline)
        let others = sentence(led.filter { !late.contains($0) }, "follow it") + sentence(late, "are to follow it")
        let caught = ahead.map { "; it has caught up with \($0)" } ?? ""
        return EffectReport(.done, detail: "\(server.place): checkpoints are done\(caught)\(others)")
    }

    /// What a session asks for the first time takes it milliseconds: what a fence asks is asked before.
    private func warm(_ writer: PostgresServer, _ deadline: Deadline) async {
        for question in [ServerGlance.question, PostgresAdapter.sessions] {
            _ = try? await look(writer, question, deadline)
        }
    }

    private func sentence(_ standbys: [RegionIndex], _ what: String) -> String {
        standbys.isEmpty ? "" : "; \(standbys.map(topology.name).joined(separator: " and ")) \(what)"
    }

    /// Until they do, what they have to do for it would fall into the time without a writer.
    ///
    /// - Returns: those that do not after a while.
    private func awaitStreams(
        of standbys: [RegionIndex], from region: RegionIndex, _ deadline: Deadline
    ) async -> [RegionIndex] {
        let short = Deadline(deadline.within(PostgresAdapter.longestWelcome))
        var late = standbys
        _ = try? await wait(short, every: Milliseconds(10)) {
            let cluster = await sight(within: short.within(settings.timeout))
            late = standbys.filter {
                cluster.source(of: $0.index) != region.index || !cluster.isStreaming($0.index)
            }
            return late.isEmpty
        }
        return late
    }

    private static let longestWelcome = Milliseconds.seconds(2)

    /// The other standbys that follow whoever is to be left.
    private func lead(
        _ cluster: ClusterSight, to region: RegionIndex, _ server: PostgresServer, _ deadline: Deadline
    ) async throws -> [RegionIndex] {
        var led: [RegionIndex] = []
        for (index, other) in servers.enumerated() {
            let standby = RegionIndex(index)
            guard let other, standby != region, index != cluster.writer, let source = cluster.servers[index]?.source,
                cluster.sharesHistory(index), isLeft(index, in: cluster)
            else { continue }
            memory.remember(source, of: standby, before: region)
            try await point(other, at: source.leading(to: server.endpoint), as: other.region, deadline)
            led.append(standby)
        }
        return led
    }

    /// Whether it follows the writer, or a server that does not answer; where the writer is gone, also a place that is nobody's
    /// and from which nothing arrives.
    private func isLeft(_ standby: Int, in cluster: ClusterSight) -> Bool {
        guard let source = cluster.source(of: standby) else {
            return cluster.writer == nil && cluster.servers[standby]?.isReceiving == false
        }
        return source == cluster.writer || cluster.servers[source] == nil
    }

    /// Where the writer is gone, another standby may have more of what it wrote: that is taken over first.
    private func catchUp(
        _ region: RegionIndex, _ server: PostgresServer, _ cluster: ClusterSight, _ deadline: Deadline
    ) async throws -> String? {
        guard let best = cluster.mostAdvanced, best != region.index, let other = servers[best],
            let own = cluster.servers[region.index], cluster.sharesHistory(region.index),
            let furthest = cluster.servers[best]?.furthest, own.furthest.map({ $0 < furthest }) ?? true,
            let source = own.source
        else { return nil }
        try await point(server, at: source.leading(to: other.endpoint), as: server.region, deadline)
        let short = Deadline(deadline.within(PostgresAdapter.longestCatchUpFromOther))
        let replay = try? await awaitReplay(of: server, to: furthest, every: Milliseconds(10), short)
        return replay?.isDone == true ? other.region : nil
    }

    private static let longestCatchUpFromOther = Milliseconds.seconds(5)

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
        memory.target = nil
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
