import Engine
import Runbook
import RunbookCompiler
import World

/// Taking the right to write away, and giving it back.
extension PostgresAdapter {
    static let readOnly = "alter system set default_transaction_read_only = on"
    static let readWrite = "alter system reset default_transaction_read_only"
    static let reload = "select pg_reload_conf()"
    /// Ends the sessions of clients.
    static let cutOff = """
        select count(pg_terminate_backend(pid)) from pg_catalog.pg_stat_activity \
        where backend_type = 'client backend' and pid <> pg_backend_pid() and application_name <> 'switchyard'
        """

    /// Ends those that may be in the middle of a write: whoever has connected since a moment at which the server was read-only
    /// has been told that it may not write, unless it has begun to all the same.
    static func cutOff(before moment: String) -> String {
        "\(cutOff) and (backend_xid is not null or backend_start < \(quoted(moment))::timestamptz)"
    }

    /// Changes nothing, and asks what those do.
    static let sessions = """
        select count(*) from pg_catalog.pg_stat_activity where backend_type = 'client backend' \
        and (backend_xid is not null or backend_start < clock_timestamp()::timestamptz)
        """

    private static let mark = """
        begin read write; select pg_logical_emit_message(true, 'switchyard', 'fence'); commit
        """

    func fence(_ region: RegionIndex, _ deadline: Deadline) async throws -> EffectReport {
        let server = try known(region)
        if settings.fence == .stop { return try await fenceByStopping(server, deadline) }
        let isStandby = try await glance(at: server, deadline).isStandby
        try await act(server, PostgresAdapter.readOnly, deadline)
        guard !isStandby else {
            try await actOn(server, PostgresAdapter.reload, deadline)
            return fenced(server, try await readOnly(server, deadline))
        }
        try await actOn(server, "\(PostgresAdapter.reload); \(PostgresAdapter.cutOff)", deadline)
        let closed = try await readOnly(server, deadline)
        let isAlone = try await wait(deadline) {
            try await count(PostgresAdapter.cutOff(before: closed.moment), server, deadline) == 0
        }
        guard isAlone else { throw Doubt(why: "\(server.place): its clients do not go away") }
        // Its commit makes all before it safe.
        try await actOn(server, PostgresAdapter.mark, deadline)
        let marked = try await readOnly(server, deadline)
        if let end = marked.end { await letStandbysCatchUp(with: region, to: end, deadline) }
        return fenced(server, marked)
    }

    private func readOnly(_ server: PostgresServer, _ deadline: Deadline) async throws -> ServerGlance {
        guard let glance = try await wait(for: server, deadline, until: \.isReadOnly) else {
            throw Doubt(why: "\(server.place): it is not read-only yet")
        }
        return glance
    }

    private func fenced(_ server: PostgresServer, _ glance: ServerGlance) -> EffectReport {
        let place = glance.end.map { " at \($0)" } ?? ""
        return EffectReport(.done, detail: "\(server.place): read-only\(place), its clients cut off")
    }

    /// So that whoever looks next, before a promotion, sees the standby current that is to be promoted, or else all that
    /// follow: their lag is the time without a writer.
    private func letStandbysCatchUp(with region: RegionIndex, to end: LogPosition, _ deadline: Deadline) async {
        let short = Deadline(deadline.within(PostgresAdapter.longestCatchUp))
        let awaited = memory.target.map { [$0] } ?? topology.regionIndices.filter { $0 != region }
        await withDiscardingTaskGroup { group in
            for other in awaited {
                guard let other = self.server(of: other) else { continue }
                group.addTask {
                    _ = try? await wait(for: other, short) { glance in
                        !glance.isStandby || glance.end.map { $0 >= end } ?? false
                    }
                }
            }
        }
    }

    private static let longestCatchUp = Milliseconds(300)

    private func fenceByStopping(_ server: PostgresServer, _ deadline: Deadline) async throws -> EffectReport {
        guard let control else {
            throw Refusal(failure: .invalid, why: "\(server.place): no control program is named to stop it")
        }
        do throws(ControlProgram.Failure) {
            let status = try await control.stop(server.region, within: deadline.left)
            guard status.isStoppedAsStandby else {
                throw .inDoubt(why: "\(control.place) does not show \(server.region) as cleanly stopped")
            }
            let end = status.position.map { " at \($0)" } ?? ""
            return EffectReport(.done, detail: "\(server.place): shut down\(end), to be a standby when it is started")
        } catch {
            throw PostgresAdapter.stop(error)
        }
    }

    static func stop(_ failure: ControlProgram.Failure) -> any Error {
        switch failure {
        case .notDone(let why, let isFinal): Refusal(failure: isFinal ? .invalid : .refused, why: why)
        case .inDoubt(let why): Doubt(why: why)
        }
    }

    func unfence(_ region: RegionIndex, _ deadline: Deadline) async throws -> EffectReport {
        let server = try known(region)
        if settings.fence == .stop, let control, (try? await sight(of: server, deadline)) == nil {
            do throws(ControlProgram.Failure) {
                try await control.start(server.region, asStandby: false, within: deadline.left)
            } catch {
                throw PostgresAdapter.stop(error)
            }
        }
        try await act(server, PostgresAdapter.readWrite, deadline)
        try await actOn(server, PostgresAdapter.reload, deadline)
        guard try await wait(for: server, deadline, until: { !$0.isReadOnly }) != nil else {
            throw Doubt(why: "\(server.place): it is still read-only")
        }
        return EffectReport(.done, detail: "\(server.place): takes writes")
    }

    /// A look after something has been done: what it cannot find out leaves the whole in doubt.
    func looked(_ server: PostgresServer, _ deadline: Deadline) async throws(Doubt) -> ServerSight {
        do throws(Refusal) {
            return try await sight(of: server, deadline)
        } catch {
            throw Doubt(why: error.why)
        }
    }

    private func count(_ question: String, _ server: PostgresServer, _ deadline: Deadline) async throws(Doubt) -> Int? {
        do throws(Refusal) {
            return try await look(server, question, deadline).first?[0].flatMap { Int($0) }
        } catch {
            throw Doubt(why: error.why)
        }
    }
}
