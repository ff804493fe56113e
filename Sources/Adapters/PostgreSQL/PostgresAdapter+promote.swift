import Engine
import Runbook
import RunbookCompiler
import World

/// Making a standby the writer.
extension PostgresAdapter {
    func promote(_ region: RegionIndex, _ mode: Mode, _ deadline: Deadline) async throws -> EffectReport {
        let server = try known(region)
        var sight = try await sight(of: server, deadline)
        if sight.isStandby {
            let cluster = await self.sight(within: deadline.within(settings.timeout))
            try await awaitEnd(of: cluster, in: region, server, mode, deadline)
            guard !Task.isCancelled else {
                throw Refusal(failure: .refused, why: "\(server.place): it was given up before it was promoted")
            }
            try await act(server, "select pg_promote(false)", deadline)
            let isWriter = try await wait(deadline) {
                sight = try await looked(server, deadline)
                return !sight.isStandby
            }
            guard isWriter else { throw Doubt(why: "\(server.place): it has been told to, and is no writer yet") }
        }
        if sight.isReadOnly {
            try await actOn(server, PostgresAdapter.readWrite, deadline)
            try await actOn(server, PostgresAdapter.reload, deadline)
            let isOpen = try await wait(deadline) { try await !looked(server, deadline).isReadOnly }
            guard isOpen else { throw Doubt(why: "\(server.place): it is the writer, and still read-only") }
        }
        let place = [sight.flushed.map { "at \($0)" }, sight.timeline.map { "on timeline \($0)" }].compactMap(\.self)
        return EffectReport(.done, detail: "\(server.place): the writer \(place.joined(separator: " "))")
    }

    /// Waits until a standby has all that the writer has written, as far as the writer can be asked.
    private func awaitEnd(
        of cluster: ClusterSight, in region: RegionIndex, _ server: PostgresServer, _ mode: Mode, _ deadline: Deadline
    ) async throws {
        guard let end = try await end(of: cluster, besides: region, mode, deadline) else {
            // Nobody can say what the writer had. Whatever has arrived is to be there.
            let hasAll = try await wait(deadline) {
                let sight = try await self.sight(of: server, deadline)
                guard let received = sight.received, let replayed = sight.replayed else { return !sight.isPaused }
                return !sight.isPaused && replayed >= received
            }
            if !hasAll {
                throw Refusal(failure: .refused, why: "\(server.place): it does not take over what has arrived")
            }
            return
        }
        if let why = objection(to: region, in: cluster, end) {
            throw Refusal(failure: .refused, why: "\(server.place): \(why)")
        }
        var replayed: LogPosition?
        let hasAll = try await wait(deadline) {
            let sight = try await self.sight(of: server, deadline)
            replayed = sight.replayed
            if sight.isPaused { throw Refusal(failure: .refused, why: "\(server.place): its replay is paused") }
            return replayed.map { $0 >= end.position } ?? false
        }
        guard hasAll else {
            let missing = replayed.map { "\($0.distance(to: end.position)) bytes" } ?? "all"
            throw Refusal(
                failure: .refused, why: "\(server.place): it lacks \(missing) of what \(end.region) has written")
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
