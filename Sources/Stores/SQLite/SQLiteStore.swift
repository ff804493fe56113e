package import Engine
import Foundation
import GRDB
import GRDBSQLite
package import Runbook

/// Runs in a SQLite database in a directory of their own: `runs.db`, and a lock file for each run being executed.
///
/// What `append` has returned from has been flushed to the disk. Several processes may have the same store open: one
/// writes at a time, readers hinder nobody, and who may write to a run is decided by its epoch within each transaction.
package final class SQLiteStore: RunStore {
    /// What is to be done once it can be used again.
    static let next = "resume the run"

    let directory: String
    let database: DatabaseQueue
    let attendances: Attendances
    let clock: BootClock
    let leaseLife: Milliseconds
    let isReadOnly: Bool
    let busyTimeout: Milliseconds
    let tallies: RecordTallies
    let thread = StoreThread()

    package var executor: (any TaskExecutor)? { thread }

    /// Opens the store in a directory, or begins one.
    /// - Parameter leaseLife: an executor that has not been heard of for so long may be taken over from.
    package convenience init(
        directory: String, busyTimeout: Milliseconds = .seconds(5), leaseLife: Milliseconds = .seconds(10)
    ) throws(StoreError) {
        try self.init(directory: directory, busyTimeout: busyTimeout, schema: .current, leaseLife: leaseLife)
    }

    init(
        directory: String, busyTimeout: Milliseconds, schema: StoreSchema, leaseLife: Milliseconds = .seconds(10),
        clock: BootClock = .system
    ) throws(StoreError) {
        let path = SQLiteStore.path(in: directory)
        do {
            let leases = directory + "/leases"
            try FileManager.default.createDirectory(atPath: leases, withIntermediateDirectories: true)
        } catch {
            throw .unavailable(StoreWords.directory(directory, error.localizedDescription))
        }
        do {
            database = try SQLiteStore.openForWriting(path, busyTimeout, schema)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
            throw .unavailable(StoreWords.notWritable(path))
        } catch {
            throw StoreError(error, path: path, next: SQLiteStore.next)
        }
        self.directory = directory
        self.leaseLife = leaseLife
        self.clock = clock
        attendances = Attendances(directory: directory + "/leases")
        tallies = RecordTallies(directory: directory + "/leases")
        isReadOnly = false
        self.busyTimeout = busyTimeout
    }

    /// Opens a store that exists, for looking only. Nothing is made or changed, and a living executor is not hindered.
    package init(reading directory: String, busyTimeout: Milliseconds = .seconds(5)) throws(StoreError) {
        let path = SQLiteStore.path(in: directory)
        guard SQLiteStore.exists(in: directory) else { throw .unavailable(StoreWords.noStore(directory)) }
        do {
            database = try SQLiteStore.openForReading(path, busyTimeout, .current)
        } catch {
            throw StoreError(error, path: path, next: SQLiteStore.next)
        }
        self.directory = directory
        leaseLife = .zero
        clock = .system
        attendances = Attendances(directory: directory + "/leases")
        tallies = RecordTallies(directory: directory + "/leases")
        isReadOnly = true
        self.busyTimeout = busyTimeout
    }

    /// Whether a directory holds a store.
    package static func exists(in directory: String) -> Bool {
        FileManager.default.fileExists(atPath: path(in: directory))
    }

    private static func path(in directory: String) -> String {
        // A relative name must not look like one of SQLite's special ones.
        directory.hasPrefix("/") ? directory + "/runs.db" : "./" + directory + "/runs.db"
    }
}

extension SQLiteStore {
    private static func openForWriting(
        _ path: String, _ busyTimeout: Milliseconds, _ schema: StoreSchema
    ) throws -> DatabaseQueue {
        var configuration = configuration(busyTimeout)
        configuration.journalMode = .wal
        configuration.prepareDatabase { db in
            try schema.check(db)
            // Readers without the right to write need the files of the log to be there.
            var isKept: CInt = 1
            sqlite3_file_control(db.sqliteConnection, nil, SQLITE_FCNTL_PERSIST_WAL, &isKept)
        }
        let database = try Opening.patiently(within: busyTimeout) {
            try DatabaseQueue(path: path, configuration: configuration)
        }
        try database.writeWithoutTransaction { db in
            // SQLite opens what it may not write for reading, and says nothing.
            guard sqlite3_db_readonly(db.sqliteConnection, "main") == 0 else {
                throw StoreError.unavailable(StoreWords.notWritable(path))
            }
            // Setting up the log makes it NORMAL, which loses commits with the power.
            try db.execute(sql: "PRAGMA synchronous = FULL")
            let answer = try Int.fetchOne(db, sql: "PRAGMA synchronous")
            guard answer == 2 else {
                throw StoreError.unavailable(StoreWords.notDurable(path, answer.map { "\($0)" } ?? "unknown"))
            }
            try schema.migrate(db)
        }
        return database
    }

    private static func openForReading(
        _ path: String, _ busyTimeout: Milliseconds, _ schema: StoreSchema
    ) throws -> DatabaseQueue {
        var configuration = configuration(busyTimeout)
        configuration.readonly = true
        configuration.prepareDatabase { db in
            let found = try schema.check(db)
            guard found == schema.version else { throw StoreError.unavailable(StoreWords.older(path, found)) }
        }
        // Whoever writes keeps the log, so a copy without one has no writer, and opening it as usual would make one.
        let hasLog = FileManager.default.fileExists(atPath: path + "-wal")
        return try DatabaseQueue(path: hasLog ? path : immutable(path), configuration: configuration)
    }

    private static func configuration(_ busyTimeout: Milliseconds) -> Configuration {
        var configuration = Configuration()
        configuration.label = "switchyard.store"
        configuration.busyMode = .timeout(Double(busyTimeout.rawValue) / 1000)
        return configuration
    }

    private static func immutable(_ path: String) -> String {
        let name = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
        return "file:\(name)?immutable=1"
    }
}
