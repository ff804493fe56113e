import Engine
import Runbook

/// All tables of two servers, row by row where their sums differ. Nobody's writes wait.
///
/// Both are read in a snapshot, the standby's once it has all that the writer's has. What was written in between differs
/// then, so each row that differs is looked at again until it has stood still on the writer while the other caught up.
struct RowComparison: Sendable {
    let one: PostgresConnection
    let other: PostgresConnection
    /// Outside of the snapshots: how far each server is, and single rows as they are now.
    let oneNow: PostgresConnection
    let otherNow: PostgresConnection
    /// Whether the second follows the first, so that positions of its log mean something there.
    let follows: Bool
    let deadline: Deadline

    struct Failure: Error {
        var why: String
    }

    struct Table {
        var name: String
        /// What tells its rows apart, as text: the primary key, or the whole row.
        var key: String
    }

    struct Found {
        var rows = 0
        var tables = 0
        var differences: [DataAgreement.Difference] = []
        /// Where the first's log ended when the snapshots were taken.
        var position: LogPosition?
    }

    private static let buckets = 1024
    /// Rows that are looked at one by one; more are counted.
    private static let mostRows = 5000
    private static let rounds = 5

    func run() async throws(Failure) -> Found {
        defer { for connection in [one, other, oneNow, otherNow] { connection.end() } }
        let tables = try await self.tables()
        var found = Found(tables: tables.count)
        found.position = try await beginTogether()
        for table in tables {
            let (ours, theirs) = try await (sums(of: table, on: one), sums(of: table, on: other))
            found.rows += ours.values.reduce(0) { $0 + $1.rows }
            let differing = Set(ours.keys).union(theirs.keys).filter { ours[$0] != theirs[$0] }
            guard !differing.isEmpty else { continue }
            let rows = try await suspects(in: table, differing.sorted())
            if let difference = try await difference(of: table, rows) { found.differences.append(difference) }
        }
        return found
    }

    private static let begin = "begin transaction isolation level repeatable read read only; select 1"

    private func beginTogether() async throws(Failure) -> LogPosition? {
        _ = try await ask(one, RowComparison.begin)
        let position = try await caughtUp()
        _ = try await ask(other, RowComparison.begin)
        return position
    }

    /// Waits until the second has all that the first has now.
    private func caughtUp() async throws(Failure) -> LogPosition? {
        guard follows else { return nil }
        guard let end = try await end(of: oneNow) else {
            throw Failure(why: "the writer does not say where its log ends")
        }
        while true {
            if let replayed = try await self.end(of: otherNow), replayed >= end { return end }
            if deadline.isOver { throw Failure(why: "the standby does not catch up with the writer") }
            try? await Task.sleep(for: .milliseconds(5))
        }
    }

    private func end(of connection: PostgresConnection) async throws(Failure) -> LogPosition? {
        try await ask(connection, ServerGlance.question).first.flatMap(ServerGlance.init)?.end
    }

    private func tables() async throws(Failure) -> [Table] {
        try await ask(oneNow, RowComparison.tablesQuestion).compactMap { row in
            row[0].map { Table(name: $0, key: row[1] ?? "t::text") }
        }
    }

    private static let tablesQuestion = """
        select quote_ident(n.nspname) || '.' || quote_ident(c.relname), \
        (select 'row(' || string_agg('t.' || quote_ident(a.attname), ', ' order by k.place) || ')::text' \
        from pg_catalog.pg_index i cross join unnest(i.indkey) with ordinality k (number, place) \
        join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = k.number \
        where i.indrelid = c.oid and i.indisprimary) \
        from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace \
        where c.relkind = 'r' and c.relpersistence = 'p' \
        and n.nspname not in ('pg_catalog', 'information_schema') order by 1
        """

    private struct Sum: Hashable {
        var rows: Int
        var checksum: String
    }

    private func bucket(_ table: Table) -> String {
        "(hashtextextended(\(table.key), 0) & \(RowComparison.buckets - 1))"
    }

    private func sums(of table: Table, on connection: PostgresConnection) async throws(Failure) -> [Int: Sum] {
        let rows = try await ask(
            connection,
            "select \(bucket(table)), count(*), sum(hashtextextended(t::text, 0)::numeric) from \(table.name) t group by 1"
        )
        var sums: [Int: Sum] = [:]
        for row in rows {
            guard let bucket = row[0].flatMap({ Int($0) }), let count = row[1].flatMap({ Int($0) }), let sum = row[2]
            else { throw Failure(why: "\(table.name) cannot be counted") }
            sums[bucket] = Sum(rows: count, checksum: sum)
        }
        return sums
    }

    /// The rows that differ in the snapshots, by key: their sums in both, nil where there is none.
    private func suspects(
        in table: Table, _ buckets: [Int]
    ) async throws(Failure) -> [String: (ours: String?, theirs: String?)] {
        let (ours, theirs) = try await (
            rows(of: table, in: buckets, on: one), rows(of: table, in: buckets, on: other)
        )
        var result: [String: (ours: String?, theirs: String?)] = [:]
        for key in Set(ours.keys).union(theirs.keys) where ours[key] != theirs[key] {
            result[key] = (ours[key], theirs[key])
        }
        return result
    }

    private func rows(
        of table: Table, in buckets: [Int], on connection: PostgresConnection
    ) async throws(Failure) -> [String: String] {
        let list = buckets.map(String.init).joined(separator: ", ")
        return try await keyed(
            ask(
                connection,
                "select \(table.key), hashtextextended(t::text, 0) from \(table.name) t where \(bucket(table)) in (\(list))"
            ))
    }

    private func keyed(_ rows: [PostgresConnection.Row]) -> [String: String] {
        Dictionary(
            rows.compactMap { row in row[0].flatMap { key in row[1].map { (key, $0) } } },
            uniquingKeysWith: { $0 + "+" + $1 })
    }

    /// What still differs once it has stood still; nil when nothing does.
    private func difference(
        of table: Table, _ suspects: [String: (ours: String?, theirs: String?)]
    ) async throws(Failure) -> DataAgreement.Difference? {
        var open = suspects
        var settled: [String: (ours: String?, theirs: String?)] = [:]
        if open.count > RowComparison.mostRows || !follows {
            settled = open
            open = [:]
        }
        for _ in 0..<RowComparison.rounds where !open.isEmpty {
            let keys = open.keys.sorted()
            let before = try await now(table, keys, oneNow)
            _ = try await caughtUp()
            let theirs = try await now(table, keys, otherNow)
            let after = try await now(table, keys, oneNow)
            open = [:]
            for key in keys where after[key] != theirs[key] {
                if before[key] == after[key] {
                    settled[key] = (after[key], theirs[key])
                } else {
                    open[key] = (after[key], theirs[key])
                }
            }
        }
        // What is written without a pause cannot be told to be the same.
        settled.merge(open) { first, _ in first }
        guard !settled.isEmpty else { return nil }
        func some(_ isSo: ((ours: String?, theirs: String?)) -> Bool) -> [String] {
            settled.filter { isSo($0.value) }.keys.sorted().prefix(DataAgreement.mostKeys).map(\.printable)
        }
        return DataAgreement.Difference(
            place: table.name, missing: some { $0.theirs == nil }, extra: some { $0.ours == nil },
            changed: some { $0.ours != nil && $0.theirs != nil }, count: settled.count)
    }

    private func now(
        _ table: Table, _ keys: [String], _ connection: PostgresConnection
    ) async throws(Failure) -> [String: String] {
        let list = keys.map(PostgresAdapter.quoted).joined(separator: ", ")
        return try await keyed(
            ask(
                connection,
                "select \(table.key), hashtextextended(t::text, 0) from \(table.name) t where \(table.key) in (\(list))"
            ))
    }

    private func ask(
        _ connection: PostgresConnection, _ statement: String
    ) async throws(Failure) -> [PostgresConnection.Row] {
        do throws(PostgresFailure) {
            return try await connection.ask(statement, within: deadline.left)
        } catch {
            throw Failure(why: error.sentence)
        }
    }
}
