import Runbook

/// Counts and checksums of all tables on a writer and a standby, read at the same position of the log.
struct DataComparison: Sendable {
    let writer: PostgresConnection
    let standby: PostgresConnection
    /// To the writer, to keep writes waiting while both begin to read.
    let holder: PostgresConnection
    let deadline: Deadline

    struct Table: Hashable {
        var name: String
        var rows: Int
        var checksum: String
    }

    struct Failure: Error {
        var why: String
        /// Repeating it will not help.
        var isFinal: Bool
    }

    /// The longest that writes may wait.
    private static let longestHold = Milliseconds(500)
    private static let begin = "begin transaction isolation level repeatable read read only"
    private static let tables = """
        select quote_ident(n.nspname) || '.' || quote_ident(c.relname) from pg_catalog.pg_class c \
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace \
        where c.relkind = 'r' and c.relpersistence = 'p' \
        and n.nspname not in ('pg_catalog', 'information_schema') order by 1
        """

    func run() async throws(Failure) -> [Table] {
        defer { for connection in [writer, standby, holder] { connection.end() } }
        let names = try await ask(writer, DataComparison.tables).compactMap { $0[0] }
        if names.isEmpty { return [] }
        try await beginTogether(names)
        let (theirs, ours) = try await (sums(of: names, on: standby), sums(of: names, on: writer))
        let differing = zip(ours, theirs).filter { $0 != $1 }
        if let (one, other) = differing.first {
            let more = differing.count > 1 ? ", and \(differing.count - 1) more tables differ" : ""
            let what =
                one.rows == other.rows
                ? "\(one.rows) rows with other contents" : "\(one.rows) rows here and \(other.rows) there"
            throw Failure(why: "\(one.name) has \(what)\(more)", isFinal: false)
        }
        return ours
    }

    /// A lock keeps writes away until the standby has all that came before, and both have their snapshot.
    private func beginTogether(_ names: [String]) async throws(Failure) {
        let hold = Deadline(deadline.within(DataComparison.longestHold))
        let lock = "begin; set local lock_timeout = 200; lock table \(names.joined(separator: ", ")) in share mode"
        _ = try await ask(holder, lock)
        // Its commit makes all before it safe, so that the standby gets it at once.
        _ = try await ask(writer, "select pg_logical_emit_message(true, 'switchyard', 'compare')")
        let end = try await ask(writer, "select pg_current_wal_flush_lsn()").first?[0].flatMap(LogPosition.init)
        _ = try await ask(writer, "\(DataComparison.begin); select 1")
        guard let end else { throw Failure(why: "the writer does not say where its log ends", isFinal: false) }
        while true {
            let replayed = try await ask(standby, "select pg_last_wal_replay_lsn()").first?[0].flatMap(LogPosition.init)
            if let replayed, replayed >= end { break }
            if hold.isOver {
                throw Failure(why: "the standby does not catch up while writes wait for it", isFinal: false)
            }
            try? await Task.sleep(for: .milliseconds(1))
        }
        _ = try await ask(standby, "\(DataComparison.begin); select 1")
        _ = try await ask(holder, "commit")
    }

    private func sums(of names: [String], on connection: PostgresConnection) async throws(Failure) -> [Table] {
        var tables: [Table] = []
        for name in names {
            let sum = "select count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) from \(name) t"
            let row = try await ask(connection, sum).first
            guard let rows = row?[0].flatMap({ Int($0) }), let checksum = row?[1] else {
                throw Failure(why: "\(name) cannot be counted", isFinal: false)
            }
            tables.append(Table(name: name, rows: rows, checksum: checksum))
        }
        return tables
    }

    private func ask(
        _ connection: PostgresConnection, _ statement: String
    ) async throws(Failure) -> [PostgresConnection.Row] {
        do throws(PostgresFailure) {
            return try await connection.ask(statement, within: deadline.left)
        } catch {
            var isFinal = false
            if case .refused(let code, _) = error { isFinal = code.hasPrefix("42") }
            throw Failure(why: error.sentence, isFinal: isFinal)
        }
    }
}
