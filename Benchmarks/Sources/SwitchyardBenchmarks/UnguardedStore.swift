import Dispatch
import Engine
import Foundation
import GRDBSQLite
import Runbook
import Stores
import Synchronization

/// The same records in the same commits on a thread of its own, but with no hash chain, no epoch, no lease and no count:
/// what `SQLiteStore` would be if nobody had to rely on it. All but the records is in memory.
final class UnguardedStore: RunStore {
    private final class Thread: TaskExecutor {
        private let queue = DispatchQueue(label: "unguarded")

        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
        }
    }

    private struct Statements: @unchecked Sendable {
        var database: OpaquePointer?
        var insert: OpaquePointer?
        var run: Int64 = 0
    }

    private let memory = MemoryStore()
    private let thread = Thread()
    private let statements: Mutex<Statements>

    init(path: String) {
        var opened = Statements()
        precondition(sqlite3_open(path, &opened.database) == SQLITE_OK)
        for sql in [
            "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL",
            """
            CREATE TABLE record (run INTEGER NOT NULL, sequence INTEGER NOT NULL, time INTEGER NOT NULL, event TEXT NOT NULL,
                detail TEXT NOT NULL, PRIMARY KEY (run, sequence)) STRICT, WITHOUT ROWID
            """,
        ] {
            precondition(sqlite3_exec(opened.database, sql, nil, nil, nil) == SQLITE_OK)
        }
        let insert = "INSERT INTO record VALUES (?, ?, ?, ?, ?)"
        precondition(sqlite3_prepare_v2(opened.database, insert, -1, &opened.insert, nil) == SQLITE_OK)
        statements = Mutex(opened)
    }

    var executor: (any TaskExecutor)? { thread }

    func append(
        _ records: [JournalRecord], answering replies: [MessageReply], to run: String, epoch: Epoch
    ) async throws(StoreError) {
        await withTaskExecutorPreference(thread) { statements.withLock { UnguardedStore.write(records, &$0) } }
    }

    private static func write(_ records: [JournalRecord], _ statements: inout Statements) {
        let (database, insert) = (statements.database, statements.insert)
        precondition(sqlite3_exec(database, "BEGIN IMMEDIATE", nil, nil, nil) == SQLITE_OK)
        var event: [UInt8] = []
        for record in records {
            event.removeAll(keepingCapacity: true)
            EventCoder.encode(record.event, into: &event)
            sqlite3_bind_int64(insert, 1, statements.run)
            sqlite3_bind_int64(insert, 2, record.sequence)
            sqlite3_bind_int64(insert, 3, record.time.rawValue)
            event.withUnsafeBytes { bytes in
                let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
                record.detail.withCString { detail in
                    sqlite3_bind_text(insert, 4, start, CInt(bytes.count), nil)
                    sqlite3_bind_text(insert, 5, detail, -1, nil)
                    precondition(sqlite3_step(insert) == SQLITE_DONE)
                    sqlite3_reset(insert)
                }
            }
        }
        precondition(sqlite3_exec(database, "COMMIT", nil, nil, nil) == SQLITE_OK)
    }

    func create(_ header: RunHeader, succeeding succession: Succession?) async throws(StoreError) -> Epoch {
        // Its log begins empty, as that of every run of ours does: a log that grows costs more than one that is reused.
        statements.withLock { statements in
            statements.run += 1
            precondition(
                sqlite3_exec(statements.database, "PRAGMA wal_checkpoint(TRUNCATE)", nil, nil, nil) == SQLITE_OK)
        }
        return try await memory.create(header, succeeding: succession)
    }

    func takeOver(_ run: String) async throws(StoreError) -> Epoch { try await memory.takeOver(run) }
    func lease(of run: String, epoch: Epoch) -> (any RunLease)? { nil }
    func time(in run: String, speed: Double) async throws(StoreError) -> Milliseconds? { nil }
    func conclude(_ run: String, epoch: Epoch, status: RunStatus, truth: String, at time: Milliseconds)
        async throws(StoreError)
    {
        try await memory.conclude(run, epoch: epoch, status: status, truth: truth, at: time)
    }
    func standing(of environment: String) async throws(StoreError) -> Standing {
        try await memory.standing(of: environment)
    }
    func remember(_ change: StandingChange, of run: String, epoch: Epoch) async throws(StoreError) {
        try await memory.remember(change, of: run, epoch: epoch)
    }
    func forget(_ environment: String) async throws(StoreError) { try await memory.forget(environment) }
    func records(of run: String) async throws(StoreError) -> [JournalRecord] { try await memory.records(of: run) }
    func records(of run: String, after sequence: Int64) async throws(StoreError) -> [JournalRecord] {
        try await memory.records(of: run, after: sequence)
    }
    func send(_ message: OperatorMessage, to run: String) async throws(StoreError) -> Int64 {
        try await memory.send(message, to: run)
    }
    func messages(of run: String, after number: Int64) async throws(StoreError) -> [PostedMessage] {
        try await memory.messages(of: run, after: number)
    }
    func summary(of run: String) async throws(StoreError) -> RunSummary { try await memory.summary(of: run) }
    func runs() async throws(StoreError) -> [RunSummary] { try await memory.runs() }
}
