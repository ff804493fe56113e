import Engine
import Runbook
import RunbookCompiler
import World

/// Making a standby the writer.
extension PostgresAdapter {
    /// - Parameter seen: what was seen a moment ago, and holds unless somebody could write then.
    func promote(
        _ region: RegionIndex, _ mode: Mode, _ seen: ClusterSight?, _ deadline: Deadline
    ) async throws -> EffectReport {
        let server = try known(region)
        var glance = try await glance(at: server, deadline)
        if glance.isStandby {
            let cluster = await atRest(seen, deadline)
            try await awaitEnd(of: cluster, in: region, server, mode, deadline)
            guard !Task.isCancelled else {
                throw Refusal(failure: .refused, why: "\(server.place): it was given up before it was promoted")
            }
            try await act(server, "select pg_promote(false)", deadline)
            guard let promoted = try await wait(for: server, deadline, until: { !$0.isStandby }) else {
                throw Doubt(why: "\(server.place): it has been told to, and is no writer yet")
            }
            glance = promoted
        }
        if glance.isReadOnly {
            try await actOn(server, PostgresAdapter.readWrite, deadline)
            try await actOn(server, PostgresAdapter.reload, deadline)
            guard try await wait(for: server, deadline, until: { !$0.isReadOnly }) != nil else {
                throw Doubt(why: "\(server.place): it is the writer, and still read-only")
            }
        }
        memory.target = nil
        let place = glance.end.map { " at \($0)" } ?? ""
        return EffectReport(.done, detail: "\(server.place): the writer\(place)")
    }

    private func atRest(_ seen: ClusterSight?, _ deadline: Deadline) async -> ClusterSight {
        if let seen, seen.isAtRest { return seen }
        return await sight(within: deadline.within(settings.timeout))
    }

    /// Waits until a standby has all that the writer has written, as far as the writer can be asked.
    private func awaitEnd(
        of cluster: ClusterSight, in region: RegionIndex, _ server: PostgresServer, _ mode: Mode, _ deadline: Deadline
    ) async throws {
        guard cluster.servers[region.index]?.isPaused != true else {
            throw Refusal(failure: .refused, why: "\(server.place): its replay is paused")
        }
        guard let end = try await end(of: cluster, besides: region, mode, deadline) else {
            return try await awaitReceived(in: region, server, cluster, deadline)
        }
        if let why = objection(to: region, in: cluster, end) {
            throw Refusal(failure: .refused, why: "\(server.place): \(why)")
        }
        let replay = try await awaitReplay(of: server, to: end.position, deadline)
        guard replay.isDone else {
            let missing = replay.last.map { "\($0.distance(to: end.position)) bytes" } ?? "all"
            throw Refusal(
                failure: .refused, why: "\(server.place): it lacks \(missing) of what \(end.region) has written")
        }
    }

    /// Nobody can say what the writer had. Whatever has arrived is to be there, and of the history that the others have.
    private func awaitReceived(
        in region: RegionIndex, _ server: PostgresServer, _ cluster: ClusterSight, _ deadline: Deadline
    ) async throws {
        guard cluster.sharesHistory(region.index) else {
            throw Refusal(
                failure: .refused,
                why: "\(server.place): it is on another timeline than the other standbys, so that its data has diverged"
            )
        }
        try await compareWithFormerWriters(region, server, cluster, deadline)
        guard let received = cluster.servers[region.index]?.received else { return }
        guard try await awaitReplay(of: server, to: received, deadline).isDone else {
            throw Refusal(failure: .refused, why: "\(server.place): it does not take over what has arrived")
        }
    }

    /// A writer that does not answer can have its history told by the program that controls it.
    private func compareWithFormerWriters(
        _ region: RegionIndex, _ server: PostgresServer, _ cluster: ClusterSight, _ deadline: Deadline
    ) async throws(Refusal) {
        guard let control, let own = cluster.servers[region.index]?.timeline else { return }
        for (index, other) in servers.enumerated() where cluster.servers[index] == nil {
            guard let other,
                let status = try? await control.status(of: other.region, within: deadline.within(settings.timeout)),
                !status.hasStandbySignal, let theirs = status.timeline, theirs < own
            else { continue }
            throw Refusal(
                failure: .refused,
                why:
                    "\(server.place): it is on timeline \(own) and \(other.region) was on \(theirs), so that its data has diverged"
            )
        }
    }

    private struct End {
        var region: String
        var position: LogPosition
        var timeline: UInt32?
    }

    /// Up to where the writer of before has written; nil where nobody can say and it may be done without.
    private func end(
        of cluster: ClusterSight, besides region: RegionIndex, _ mode: Mode, _ deadline: Deadline
    ) async throws -> End? {
        if let writer = cluster.writer, writer != region.index, let position = cluster.servers[writer]?.flushed {
            return End(
                region: topology.regions[writer].name, position: position, timeline: cluster.servers[writer]?.timeline)
        }
        if let control {
            for (index, other) in servers.enumerated() where cluster.servers[index] == nil {
                guard let other,
                    let status = try? await control.status(
                        of: other.region, within: deadline.within(settings.timeout)),
                    status.isStoppedAsStandby, let position = status.position
                else { continue }
                return End(region: other.region, position: position.next, timeline: status.timeline)
            }
        }
        guard mode == .emergency else {
            throw Refusal(
                failure: .refused, why: "nobody can say whether \(topology.name(of: region)) has all that was written")
        }
        return nil
    }

    /// Positions mean the same only to servers of one history.
    private func objection(to region: RegionIndex, in cluster: ClusterSight, _ end: End) -> String? {
        guard let sight = cluster.servers[region.index] else { return "it does not answer" }
        if let own = sight.timeline, let theirs = end.timeline, own != theirs {
            return "it is on timeline \(own) and \(end.region) on \(theirs), so that its data has diverged"
        }
        let isCurrent = sight.replayed.map { $0 >= end.position } ?? false
        guard !isCurrent, !cluster.isStreaming(region.index),
            cluster.servers.contains(where: { $0?.isStandby == false })
        else { return nil }
        let missing = sight.replayed.map { "\($0.distance(to: end.position)) bytes" } ?? "all"
        return "it does not stream, and lacks \(missing) of what \(end.region) has written"
    }
}
