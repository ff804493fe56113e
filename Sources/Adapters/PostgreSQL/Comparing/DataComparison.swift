import Runbook

/// Counts and checksums of all tables on a writer and a standby, read at the same position of the log.
struct DataComparison: Sendable {
    let writer: ComparisonReader
    let standby: ComparisonReader
    /// To the writer, to keep writes waiting while both begin to read.
    let holder: ComparisonReader

    struct Table: Hashable {
        var name: String
        var rows: Int
        var checksum: String
    }

    /// The longest that writes may wait; the server itself lets go soon after, whatever becomes of us.
    private static let longestHold = Milliseconds(500)

    /// - Throws: also when there is no table: nothing that was compared agrees.
    func run() async throws(ComparisonFailure) -> [Table] {
        let readers = [writer, standby, holder]
        defer { for reader in readers { reader.end() } }
        // Opening connections may take long, so that is over before anybody waits.
        for reader in readers { try await reader.prepare() }
        let names = try await ComparedTable.all(on: writer).map(\.name)
        guard !names.isEmpty else { throw ComparisonFailure.noTables }
        try await beginTogether(names)
        let (ours, theirs) = try await ComparisonReader.both(writer, standby) { reader throws(ComparisonFailure) in
            try await DataComparison.sums(of: names, on: reader)
        }
        let differing = zip(ours, theirs).filter { $0 != $1 }
        if let (one, other) = differing.first {
            let more = differing.count > 1 ? ", and \(differing.count - 1) more tables differ" : ""
            let what =
                one.rows == other.rows
                ? "\(one.rows) rows with other contents" : "\(one.rows) rows here and \(other.rows) there"
            throw ComparisonFailure(why: "\(one.name) has \(what)\(more)")
        }
        return ours
    }

    /// A lock keeps writes away until the standby has all that came before, and both have their snapshot.
    private func beginTogether(_ names: [String]) async throws(ComparisonFailure) {
        let hold = Deadline(DataComparison.longestHold)
        let limit = DataComparison.longestHold.rawValue
        let bounds = [
            "lock_timeout = 200", "statement_timeout = \(limit)", "idle_in_transaction_session_timeout = \(limit)",
        ]
        let settings = bounds.map { "set local \($0)" }.joined(separator: "; ")
        _ = try await holder.ask(
            "begin; \(settings); lock table \(names.joined(separator: ", ")) in share mode", within: hold.left)
        // Its commit makes all before it safe, so that the standby gets it at once.
        _ = try await writer.ask("select pg_logical_emit_message(true, 'switchyard', 'compare')", within: hold.left)
        let end = try await writer.logEnd(within: hold.left)
        try await writer.beginSnapshot(within: hold.left)
        guard let end else { throw ComparisonFailure(why: "the writer does not say where its log ends") }
        while true {
            if let replayed = try await standby.logEnd(within: hold.left), replayed >= end { break }
            if hold.isOver { throw ComparisonFailure(why: "the standby does not catch up while writes wait for it") }
            try? await Task.sleep(for: .milliseconds(1))
        }
        try await standby.beginSnapshot(within: hold.left)
        // A savepoint is refused outside of a transaction: the server has let go, and writes may lie between the snapshots.
        _ = try await holder.ask("savepoint held", within: hold.left)
        _ = try await holder.ask("commit", within: hold.left)
    }

    private static func sums(
        of names: [String], on reader: ComparisonReader
    ) async throws(ComparisonFailure) -> [Table] {
        var tables: [Table] = []
        for name in names {
            let sum = "select count(*), coalesce(sum(\(ComparedTable.sum)::numeric), 0) from \(name) t"
            let row = try await reader.read(sum).first
            guard let rows = row?[0].flatMap({ Int($0) }), let checksum = row?[1] else {
                throw ComparisonFailure(why: "\(name) cannot be counted")
            }
            tables.append(Table(name: name, rows: rows, checksum: checksum))
        }
        return tables
    }
}
