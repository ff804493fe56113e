package import Engine
import Foundation
import GRDB
package import Runbook
import Synchronization

/// The past of regions in a SQLite database of its own, `history.db`, beside the runs.
///
/// It is apart from them so that sampling hinders no journal, and its commits need not survive a power cut one by one.
package final class SQLiteHistory: SampleStore {
    static let fileName = "history.db"
    /// What is to be done once it can be used again.
    private static let next = "try again"

    let database: DatabaseQueue
    private let path: String
    private let isReadOnly: Bool
    private let thread = StoreThread()
    /// Of series, by environment: no series is ever removed.
    let numbers = Mutex<[String: [SeriesName: Int64]]>([:])

    /// Opens the history in a directory, or begins one.
    package init(directory: String, busyTimeout: Milliseconds = .seconds(5)) throws(StoreError) {
        let path = SQLiteHistory.path(in: directory)
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        } catch {
            throw .unavailable(StoreWords.directory(directory, error.localizedDescription))
        }
        do {
            var configuration = SQLiteHistory.configuration(busyTimeout)
            configuration.journalMode = .wal
            configuration.prepareDatabase { db in try HistorySchema.current.check(db) }
            database = try Opening.patiently(within: busyTimeout) {
                try DatabaseQueue(path: path, configuration: configuration)
            }
            try database.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = NORMAL")
                try HistorySchema.current.migrate(db)
            }
        } catch {
            throw StoreError(error, path: path, next: SQLiteHistory.next)
        }
        self.path = path
        isReadOnly = false
    }

    /// Opens a history that exists, for looking only.
    package init(reading directory: String, busyTimeout: Milliseconds = .seconds(5)) throws(StoreError) {
        let path = SQLiteHistory.path(in: directory)
        guard SQLiteHistory.exists(in: directory) else { throw .unavailable(StoreWords.noHistory(directory)) }
        do {
            var configuration = SQLiteHistory.configuration(busyTimeout)
            configuration.readonly = true
            configuration.prepareDatabase { db in
                let found = try HistorySchema.current.check(db)
                guard found == HistorySchema.current.version else {
                    throw StoreError.unavailable(StoreWords.older(path, found))
                }
            }
            database = try DatabaseQueue(path: path, configuration: configuration)
        } catch {
            throw StoreError(error, path: path, next: SQLiteHistory.next)
        }
        self.path = path
        isReadOnly = true
    }

    /// Whether a directory holds a history.
    package static func exists(in directory: String) -> Bool {
        FileManager.default.fileExists(atPath: path(in: directory))
    }

    private static func path(in directory: String) -> String {
        (directory.hasPrefix("/") ? directory : "./" + directory) + "/" + fileName
    }

    private static func configuration(_ busyTimeout: Milliseconds) -> Configuration {
        var configuration = Configuration()
        configuration.label = "switchyard.history"
        configuration.busyMode = .timeout(Double(busyTimeout.rawValue) / 1000)
        return configuration
    }

    /// One transaction: all of it, or none.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        guard !isReadOnly else { throw .unavailable(StoreWords.readOnly(path)) }
        return try await run { database in
            try database.write { db in try body(db) }
        }
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        try await run { database in try database.read { db in try body(db) } }
    }

    /// Outside of any transaction.
    func maintain(_ body: @escaping @Sendable (Database) throws -> Void) async throws(StoreError) {
        try await run { database in try database.writeWithoutTransaction { db in try body(db) } }
    }

    private func run<Value: Sendable>(
        _ body: @escaping @Sendable (DatabaseQueue) throws -> Value
    ) async throws(StoreError) -> Value {
        let (database, path) = (database, path)
        let result: Result<Value, StoreError> = await withTaskExecutorPreference(thread) {
            do {
                return .success(try body(database))
            } catch {
                return .failure(StoreError(error, path: path, next: SQLiteHistory.next))
            }
        }
        return try result.get()
    }
}
