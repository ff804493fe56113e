import Engine
import GRDB

/// How the database is reached: on its own serial queue, and never given up half-way, whoever is cancelled.
extension SQLiteStore {
    /// One transaction: all of it durable, or none.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        guard !isReadOnly else { throw .unavailable(StoreWords.readOnly(database.path)) }
        return try await transaction(.immediate, body)
    }

    /// One moment of the store, whatever is written meanwhile.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        try await transaction(.deferred, body)
    }

    private func transaction<Value: Sendable>(
        _ kind: Database.TransactionKind, _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        let path = database.path
        let result: Result<Value, StoreError> = await withCheckedContinuation { continuation in
            database.asyncWriteWithoutTransaction { db in
                do {
                    var value: Value?
                    try db.inTransaction(kind) {
                        value = try body(db)
                        return .commit
                    }
                    continuation.resume(returning: .success(value!))
                } catch {
                    continuation.resume(returning: .failure(StoreError(error, path: path)))
                }
            }
        }
        return try result.get()
    }
}
