import Engine
import GRDB
import GRDBSQLite

/// A statement on every run's critical path: prepared once, and used with SQLite's own functions.
///
/// Texts are bound by length, because one of an adapter may hold any character, and binding a `String` stops at a zero byte.
struct RawStatement {
    private let statement: Statement
    private let raw: OpaquePointer?
    private let database: OpaquePointer?

    init(_ db: Database, _ sql: String) throws {
        statement = try db.cachedStatement(sql: sql)
        raw = statement.sqliteStatement
        database = db.sqliteConnection
    }

    func bind(_ index: CInt, _ value: Int64) throws {
        try check(sqlite3_bind_int64(raw, index, value))
    }

    /// The bytes are read where they lie, at the next step.
    func bind(_ index: CInt, text: UnsafeBufferPointer<UInt8>) throws {
        guard text.count <= CInt.max else { return try check(SQLITE_TOOBIG) }
        guard let start = text.baseAddress else { return try check(sqlite3_bind_text(raw, index, "", 0, transient)) }
        try start.withMemoryRebound(to: CChar.self, capacity: text.count) { start in
            try check(sqlite3_bind_text(raw, index, start, CInt(text.count), nil))
        }
    }

    /// The bytes are read where they lie, at the next step.
    func bind(_ index: CInt, blob: UnsafeRawBufferPointer) throws {
        try check(sqlite3_bind_blob(raw, index, blob.baseAddress, CInt(blob.count), nil))
    }

    /// Takes one step of a statement that changes something.
    func execute() throws {
        defer { sqlite3_reset(raw) }
        try check(sqlite3_step(raw), SQLITE_DONE)
    }

    /// Reads the first row, if there is one.
    func first<Value>(_ read: () throws -> Value) throws -> Value? {
        defer { sqlite3_reset(raw) }
        let code = sqlite3_step(raw)
        if code == SQLITE_ROW { return try read() }
        try check(code, SQLITE_DONE)
        return nil
    }

    /// Reads every row.
    func forEach(_ read: () throws -> Void) throws {
        defer { sqlite3_reset(raw) }
        while true {
            let code = sqlite3_step(raw)
            guard code == SQLITE_ROW else { return try check(code, SQLITE_DONE) }
            try read()
        }
    }

    /// Nil where there is none.
    func number(_ index: CInt) -> Double? {
        sqlite3_column_type(raw, index) == SQLITE_NULL ? nil : sqlite3_column_double(raw, index)
    }

    func integer(_ index: CInt, _ column: StaticString) throws -> Int64 {
        guard sqlite3_column_type(raw, index) == SQLITE_INTEGER else { throw Row.damaged(column) }
        return sqlite3_column_int64(raw, index)
    }

    func text(_ index: CInt, _ column: StaticString) throws -> String {
        guard sqlite3_column_type(raw, index) == SQLITE_TEXT, let start = sqlite3_column_text(raw, index)
        else { throw Row.damaged(column) }
        return String(
            decoding: UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(raw, index))), as: UTF8.self)
    }

    func blob(_ index: CInt, _ column: StaticString) throws -> [UInt8] {
        guard sqlite3_column_type(raw, index) == SQLITE_BLOB else { throw Row.damaged(column) }
        guard let start = sqlite3_column_blob(raw, index) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(raw, index))))
    }

    private var transient: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    private func check(_ code: CInt, _ wanted: CInt = SQLITE_OK) throws {
        guard code != wanted else { return }
        let message = sqlite3_errmsg(database).map { String(cString: $0) }
        throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: statement.sql)
    }
}
