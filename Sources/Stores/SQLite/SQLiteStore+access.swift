import Engine
import GRDB
import GRDBSQLite

/// How the database is reached: on the store's thread, and never given up half-way, whoever is cancelled.
extension SQLiteStore {
    /// One transaction: all of it durable, or none.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        guard !isReadOnly else { throw .unavailable(StoreWords.readOnly(database.path)) }
        let path = database.path
        return try await transaction("BEGIN IMMEDIATE") { db in
            // A file that was deleted or moved away still takes writes, which nobody would find again.
            var isGone: CInt = 0
            sqlite3_file_control(db.sqliteConnection, "main", SQLITE_FCNTL_HAS_MOVED, &isGone)
            guard isGone == 0 else { throw StoreError.unavailable(StoreWords.gone(path)) }
            return try body(db)
        }
    }

    /// One moment of the store, whatever is written meanwhile.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        try await transaction("BEGIN DEFERRED", body)
    }

    private func transaction<Value: Sendable>(
        _ begin: String, _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        let path = database.path
        let result: Result<Value, StoreError> = await withTaskExecutorPreference(thread) {
            do {
                let value = try database.writeWithoutTransaction { db in
                    try RawStatement(db, begin).execute()
                    do {
                        let value = try body(db)
                        try RawStatement(db, "COMMIT").execute()
                        return value
                    } catch {
                        if db.isInsideTransaction { try RawStatement(db, "ROLLBACK").execute() }
                        throw error
                    }
                }
                return .success(value)
            } catch {
                return .failure(StoreError(error, path: path, next: SQLiteStore.next))
            }
        }
        return try result.get()
    }
}
