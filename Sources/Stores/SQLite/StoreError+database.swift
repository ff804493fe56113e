import Engine
import GRDB

extension StoreError {
    /// Whatever came out of the database: in SQLite's own words, with what to do.
    ///
    /// - Parameter next: what goes on once the database can be used again.
    init(_ error: any Error, path: String, next: String) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError: self = .unavailable(StoreError.words(for: error, path, next))
        default: self = .unavailable("\(path): \(error)")
        }
    }

    private static func words(for error: DatabaseError, _ path: String, _ next: String) -> String {
        let own = error.message ?? "\(error.resultCode)"
        let remedy = remedy(for: error.resultCode, path, next)
        return "\(path): \(own) (SQLite \(error.extendedResultCode.rawValue)); \(remedy)"
    }

    private static func remedy(for code: ResultCode, _ path: String, _ next: String) -> String {
        switch code {
        case .SQLITE_FULL: "free some space on its disk, then \(next)"
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            "make the file and its directory writable, then \(next)"
        case .SQLITE_BUSY, .SQLITE_LOCKED: "another process keeps it locked; end that one, then \(next)"
        case .SQLITE_CORRUPT: "it is damaged; keep a copy, try `sqlite3 \(path) .recover`, or restore a backup"
        case .SQLITE_NOTADB: "it is no database; move it away, or choose another store with --store"
        case .SQLITE_CANTOPEN: "check that the directory exists and may be entered and written"
        case .SQLITE_IOERR: "its disk reports an error; check the disk and its quota, then \(next)"
        default: "nothing was written"
        }
    }
}
