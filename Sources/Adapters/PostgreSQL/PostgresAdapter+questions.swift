/// Questions that cost next to nothing, for the time without a writer.
extension PostgresAdapter {
    static let isInRecovery = "select pg_is_in_recovery()"
    static let isReadOnly = "select current_setting('default_transaction_read_only') = 'on'"
    static let replayed = "select pg_last_wal_replay_lsn()"
    static let end =
        "select case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_flush_lsn() end"

    /// Yes or no, before anything is done.
    func says(_ server: PostgresServer, _ question: String, _ deadline: Deadline) async throws(Refusal) -> Bool {
        try await look(server, question, deadline).first?[0] == "t"
    }

    /// Yes or no, after something has been done: what cannot be found out leaves the whole in doubt.
    func nowSays(_ server: PostgresServer, _ question: String, _ deadline: Deadline) async throws(Doubt) -> Bool {
        do throws(Refusal) {
            return try await says(server, question, deadline)
        } catch {
            throw Doubt(why: error.why)
        }
    }

    func position(
        _ server: PostgresServer, _ question: String, _ deadline: Deadline
    ) async throws(Refusal) -> LogPosition? {
        try await look(server, question, deadline).first?[0].flatMap(LogPosition.init)
    }
}
