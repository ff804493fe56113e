import Engine
import Runbook
import RunbookCompiler
import World

/// Making a server a standby of another one.
extension PostgresAdapter {
    func follow(_ region: RegionIndex, _ source: RegionIndex?, _ deadline: Deadline) async throws -> EffectReport {
        let server = try known(region)
        guard let source else { return try await leave(server, deadline) }
        let upstream = try known(source)
        let start = try await sight(of: upstream, deadline)
        if let sight = try? await sight(of: server, deadline), sight.isStandby,
            try await lead(server, sight, to: upstream, start, deadline)
        {
            return try await joined(server, region, upstream, deadline)
        }
        return try await rebuild(server, region, upstream, start, deadline)
    }

    /// One that is a standby already is told of its new source. False when it cannot follow it: its data has diverged.
    private func lead(
        _ server: PostgresServer, _ sight: ServerSight, to upstream: PostgresServer, _ start: ServerSight,
        _ deadline: Deadline
    ) async throws -> Bool {
        if let own = sight.timeline, let theirs = start.timeline, own > theirs { return false }
        var current = sight.source
        if current == nil { current = await anySource(deadline) }
        guard let current else { return false }
        var wanted = current.leading(to: upstream.endpoint)
        wanted["application_name"] = server.region
        // Told the same in other words, it would soon drop the connection over which it streams.
        if sight.source != wanted || !sight.isReceiving {
            try await point(server, at: wanted, as: server.region, deadline)
        }
        if sight.isReadOnly {
            try await actOn(server, PostgresAdapter.readWrite, deadline)
            try await actOn(server, PostgresAdapter.reload, deadline)
        }
        let patience = control == nil ? deadline : Deadline(deadline.within(PostgresAdapter.patience))
        return try await isFollowing(server, upstream, patience)
    }

    /// After which a standby that does not stream is taken for one that cannot.
    private static let patience = Milliseconds.seconds(5)

    func point(
        _ server: PostgresServer, at source: ConnectionString, as name: String, _ deadline: Deadline
    ) async throws {
        var source = source
        source["application_name"] = name
        try await act(server, "alter system set primary_conninfo = \(PostgresAdapter.quoted(source.text))", deadline)
        try await actOn(server, PostgresAdapter.reload, deadline)
    }

    static func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }

    /// How any other standby reaches its source: as good a way as there is for one that was never a standby.
    private func anySource(_ deadline: Deadline) async -> ConnectionString? {
        await sight(within: deadline.within(settings.timeout)).servers.compactMap { $0?.source }.first
    }

    /// It streams, and has taken over what its source had when that was asked.
    private func isFollowing(
        _ server: PostgresServer, _ upstream: PostgresServer, _ deadline: Deadline
    ) async throws -> Bool {
        var mark: LogPosition?
        return try await wait(deadline, every: Milliseconds(10)) {
            guard let theirs = try? await sight(of: upstream, deadline),
                let own = try? await sight(of: server, deadline)
            else { return false }
            if mark == nil { mark = theirs.end }
            guard own.isStandby, own.isReceiving, let replayed = own.replayed, let end = mark,
                own.timeline == theirs.timeline
            else { return false }
            return replayed >= end
        }
    }

    /// What was a writer, or has diverged, is rebuilt by a program: SQL cannot.
    private func rebuild(
        _ server: PostgresServer, _ region: RegionIndex, _ upstream: PostgresServer, _ start: ServerSight,
        _ deadline: Deadline
    ) async throws -> EffectReport {
        guard let control else {
            throw Refusal(
                failure: .invalid,
                why:
                    "\(server.place): it cannot follow \(upstream.region) as it is, and no control program is named to rebuild it"
            )
        }
        // Without it, a rewind would take the source for being on its old timeline, and change nothing.
        if !start.isStandby { try await act(upstream, "checkpoint", deadline) }
        do throws(ControlProgram.Failure) {
            try await control.rejoin(server.region, to: upstream.endpoint, within: deadline.left)
        } catch {
            throw PostgresAdapter.stop(error)
        }
        if let sight = try? await sight(of: server, deadline), sight.isReadOnly {
            try await actOn(server, PostgresAdapter.readWrite, deadline)
            try await actOn(server, PostgresAdapter.reload, deadline)
        }
        guard try await isFollowing(server, upstream, deadline) else {
            throw Doubt(why: "\(server.place): it was rebuilt, and does not follow \(upstream.region) yet")
        }
        return try await joined(server, region, upstream, deadline)
    }

    private func joined(
        _ server: PostgresServer, _ region: RegionIndex, _ upstream: PostgresServer, _ deadline: Deadline
    ) async throws -> EffectReport {
        let isSeen = try await wait(deadline, every: Milliseconds(10)) {
            let cluster = await sight(within: deadline.within(settings.timeout))
            return cluster.source(of: region.index).map { servers[$0]?.region == upstream.region } == true
                && cluster.isStreaming(region.index)
        }
        guard isSeen else { throw Doubt(why: "\(server.place): it does not stream from \(upstream.region) yet") }
        return EffectReport(.done, detail: "\(server.place): streams from \(upstream.region)")
    }

    /// It follows nobody.
    private func leave(_ server: PostgresServer, _ deadline: Deadline) async throws -> EffectReport {
        let sight = try await sight(of: server, deadline)
        guard sight.isStandby else { return EffectReport(.done, detail: "\(server.place): follows nobody") }
        try await act(server, "alter system set primary_conninfo = ''", deadline)
        try await actOn(server, PostgresAdapter.reload, deadline)
        let isAlone = try await wait(deadline) {
            let sight = try await looked(server, deadline)
            return sight.source == nil && !sight.isReceiving
        }
        guard isAlone else { throw Doubt(why: "\(server.place): it still follows somebody") }
        return EffectReport(.done, detail: "\(server.place): follows nobody")
    }
}
