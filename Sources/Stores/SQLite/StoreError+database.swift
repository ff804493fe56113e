import Engine
import GRDB

extension StoreError {
    /// Whatever came out of the database: in SQLite's own words, with what to do.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError: self = .unavailable(StoreError.words(for: error, path))
        default: self = .unavailable("\(path): \(error)")
        }
    }

    private static func words(for error: DatabaseError, _ path: String) -> String {
        let own = error.message ?? "\(error.resultCode)"
        return "\(path): \(own) (SQLite \(error.extendedResultCode.rawValue)); \(remedy(for: error.resultCode))"
    }

    private static func remedy(for code: ResultCode) -> String {
        switch code {
        case .SQLITE_FULL: "free some space on its disk, then resume the run"
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            "make the file and its directory writable, then resume the run"
        case .SQLITE_BUSY, .SQLITE_LOCKED: "another process keeps it locked; end that one, then resume the run"
        case .SQLITE_CORRUPT: "it is damaged; keep a copy, try `sqlite3 runs.db .recover`, or restore a backup"
        case .SQLITE_NOTADB: "it is no database; move it away, or choose another store with --store"
        case .SQLITE_CANTOPEN: "check that the directory exists and may be entered and written"
        case .SQLITE_IOERR: "its disk reports an error; check the disk and its quota, then resume the run"
        default: "nothing was written"
        }
    }
}
