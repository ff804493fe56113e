import GRDB
import GRDBSQLite

/// The one statement that is on every run's critical path: prepared once, its bytes bound where they lie.
///
/// By length, because a text of an adapter may hold any character, and binding a `String` stops at a zero byte.
struct RecordInsert {
    private let statement: Statement
    private let database: SQLiteConnection?

    init(_ db: Database, run: Int64) throws {
        statement = try db.cachedStatement(
            sql: "INSERT INTO record (run, sequence, time, event, detail, hash) VALUES (?, ?, ?, ?, ?, ?)")
        database = db.sqliteConnection
        try check(sqlite3_bind_int64(statement.sqliteStatement, 1, run), SQLITE_OK)
    }

    func add(sequence: Int64, time: Int64, event: [UInt8], detail: String, hash: [UInt8]) throws {
        var detail = detail
        let raw = statement.sqliteStatement
        try event.withUnsafeBytes { event in
            try detail.withUTF8 { detail in
                try hash.withUnsafeBytes { hash in
                    defer { sqlite3_reset(raw) }
                    try check(sqlite3_bind_int64(raw, 2, sequence), SQLITE_OK)
                    try check(sqlite3_bind_int64(raw, 3, time), SQLITE_OK)
                    try check(bind(4, UnsafeRawBufferPointer(event)), SQLITE_OK)
                    try check(bind(5, UnsafeRawBufferPointer(detail)), SQLITE_OK)
                    try check(sqlite3_bind_blob(raw, 6, hash.baseAddress, CInt(hash.count), nil), SQLITE_OK)
                    try check(sqlite3_step(raw), SQLITE_DONE)
                }
            }
        }
    }

    /// The bytes are bound as they lie, for as long as this statement takes one step.
    private func bind(_ index: CInt, _ text: UnsafeRawBufferPointer) -> CInt {
        guard text.count <= CInt.max else { return SQLITE_TOOBIG }
        let start = text.baseAddress?.assumingMemoryBound(to: CChar.self)
        return withUnsafePointer(to: CChar(0)) { empty in
            sqlite3_bind_text(
                statement.sqliteStatement, index, start ?? empty, CInt(text.count), start == nil ? transient : nil)
        }
    }

    private var transient: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    private func check(_ code: CInt, _ wanted: CInt) throws {
        guard code != wanted else { return }
        let message = sqlite3_errmsg(database).map { String(cString: $0) }
        throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: statement.sql)
    }
}
