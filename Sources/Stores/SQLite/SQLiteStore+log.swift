import GRDB
import GRDBSQLite
import Runbook

extension SQLiteStore {
    /// Moves what is in the log into the database and empties the log, so that no damage to the log can hide it.
    ///
    /// Emptied and not only copied: from the sound beginning of a damaged log SQLite would serve pages that are older than the
    /// database's. Waits for nobody and fails nothing: beside a reader the log stays, and is as durable as before.
    func emptyLog() async {
        let patience = CInt(clamping: busyTimeout.rawValue)
        await withCheckedContinuation { continuation in
            database.asyncWriteWithoutTransaction { db in
                sqlite3_busy_timeout(db.sqliteConnection, 0)
                _ = try? db.checkpoint(.truncate)
                sqlite3_busy_timeout(db.sqliteConnection, patience)
                continuation.resume()
            }
        }
    }
}
