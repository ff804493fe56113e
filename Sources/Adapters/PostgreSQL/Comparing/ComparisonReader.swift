import Runbook

/// Reads one server's data to compare it: each server writes values in the same way, whatever it is set to, and ends what it
/// was asked by itself when nobody hears it any more.
struct ComparisonReader: Sendable {
    private let connection: PostgresConnection
    private let deadline: Deadline

    init(_ server: PostgresServer, _ settings: PostgresSettings, _ deadline: Deadline) {
        var target = settings.target(server.endpoint)
        let limit = String(min(deadline.left.rawValue + 1000, Int64(Int32.max)))
        target.session =
            ComparisonReader.words
            + [("statement_timeout", limit), ("idle_in_transaction_session_timeout", limit)]
        connection = PostgresConnection(target)
        self.deadline = deadline
    }

    /// Of a table some of whose rows a policy would hide, nothing is told.
    private static let words = [
        ("standard_conforming_strings", "on"), ("timezone", "UTC"), ("datestyle", "ISO"), ("intervalstyle", "postgres"),
        ("bytea_output", "hex"), ("extra_float_digits", "3"), ("lc_monetary", "C"), ("search_path", "pg_catalog"),
        ("row_security", "off"),
        // A commit makes all before it safe, whatever the server is set to, and waits for nobody elsewhere.
        ("synchronous_commit", "local"),
    ]

    /// Opens the connection. From PostgreSQL 14 on a server can be told to notice that whoever asked has gone.
    func prepare() async throws(ComparisonFailure) {
        _ = try await ask(
            "select set_config(name, '1000', false) from pg_catalog.pg_settings "
                + "where name = 'client_connection_check_interval'")
    }

    var isOver: Bool { deadline.isOver }

    func end() { connection.end() }

    /// What is asked from here on is of one moment.
    func beginSnapshot(within limit: Milliseconds? = nil) async throws(ComparisonFailure) {
        _ = try await ask(
            "begin transaction isolation level repeatable read read only; select 1", within: limit)
    }

    /// Reads of the snapshot; refused where there is none any more. The lock that a table is read under is given back at
    /// once: whoever wants to change the table would wait for it, and all writers behind them.
    func read(_ statement: String) async throws(ComparisonFailure) -> [PostgresConnection.Row] {
        let rows = try await ask("savepoint table_read; \(statement)")
        _ = try await ask("rollback to savepoint table_read")
        return rows
    }

    func ask(
        _ statement: String, within limit: Milliseconds? = nil
    ) async throws(ComparisonFailure) -> [PostgresConnection.Row] {
        do throws(PostgresFailure) {
            return try await connection.ask(statement, within: limit.map(deadline.within) ?? deadline.left)
        } catch {
            var isFinal = false
            // A table that was dropped meanwhile is not there the next time.
            if case .refused(let code, _) = error { isFinal = code.hasPrefix("42") && code != "42P01" }
            throw ComparisonFailure(why: error.sentence, isFinal: isFinal)
        }
    }

    /// Where its log ends: what it has written, or taken over as a standby.
    func logEnd(within limit: Milliseconds? = nil) async throws(ComparisonFailure) -> LogPosition? {
        try await ask(ServerGlance.question, within: limit).first.flatMap(ServerGlance.init)?.end
    }

    /// The same of two at once.
    static func both<Value: Sendable>(
        _ one: ComparisonReader, _ other: ComparisonReader,
        _ read: @escaping @Sendable (ComparisonReader) async throws(ComparisonFailure) -> Value
    ) async throws(ComparisonFailure) -> (Value, Value) {
        async let theirs = result(other, read)
        let ours = await result(one, read)
        return (try ours.get(), try await theirs.get())
    }

    private static func result<Value: Sendable>(
        _ reader: ComparisonReader,
        _ read: @Sendable (ComparisonReader) async throws(ComparisonFailure) -> Value
    ) async -> Result<Value, ComparisonFailure> {
        do throws(ComparisonFailure) {
            return .success(try await read(reader))
        } catch {
            return .failure(error)
        }
    }
}
