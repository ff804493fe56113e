import GRDBSQLite

/// A loop of the same commits with SQLite's own functions: as many records, as long, in as many transactions.
final class BareCommits {
    private var database: OpaquePointer?
    private var insert: OpaquePointer?

    init(path: String) {
        check(sqlite3_open(path, &database))
        execute("PRAGMA journal_mode = WAL")
        execute("PRAGMA synchronous = FULL")
        execute(
            """
            CREATE TABLE record (run INTEGER NOT NULL, sequence INTEGER NOT NULL, time INTEGER NOT NULL, event TEXT NOT NULL,
                detail TEXT NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (run, sequence)) STRICT, WITHOUT ROWID
            """)
        check(sqlite3_prepare_v2(database, "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)", -1, &insert, nil))
    }

    deinit {
        sqlite3_finalize(insert)
        sqlite3_close(database)
    }

    /// Its log begins empty, as that of every run of ours does: a log that grows costs more than one that is reused.
    func begin() { execute("PRAGMA wal_checkpoint(TRUNCATE)") }

    func run(_ batches: [Int], run: Int64) {
        let event = "finished 12345 1f done"
        let hash = [UInt8](repeating: 7, count: 32)
        var sequence: Int64 = 0
        event.withCString { event in
            for batch in batches {
                execute("BEGIN IMMEDIATE")
                for _ in 0..<batch {
                    sequence += 1
                    sqlite3_bind_int64(insert, 1, run)
                    sqlite3_bind_int64(insert, 2, sequence)
                    sqlite3_bind_int64(insert, 3, 1_700_000_000_000 + sequence)
                    sqlite3_bind_text(insert, 4, event, -1, nil)
                    sqlite3_bind_text(insert, 5, "", 0, nil)
                    sqlite3_bind_blob(insert, 6, hash, 32, nil)
                    precondition(sqlite3_step(insert) == SQLITE_DONE)
                    sqlite3_reset(insert)
                }
                execute("COMMIT")
            }
        }
    }

    private func execute(_ sql: String) { check(sqlite3_exec(database, sql, nil, nil, nil)) }
    private func check(_ code: CInt) { precondition(code == SQLITE_OK, String(cString: sqlite3_errmsg(database))) }
}
