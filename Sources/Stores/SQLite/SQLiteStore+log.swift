import GRDB
import GRDBSQLite
import Runbook

extension SQLiteStore {
    /// Moves what is in the log into the database, so that no damage to the log can hide it.
    ///
    /// Not only copied: from the sound beginning of a damaged log SQLite would serve pages that are older than the database's.
    /// So the log begins anew with the next commit (`restart`, which costs no change of the file's size), or, where none
    /// follows, is emptied (`truncate`). Waits for nobody and fails nothing: beside a reader the log stays, and is as durable
    /// as before.
    func checkpoint(_ mode: Database.CheckpointMode) async {
        let patience = CInt(clamping: busyTimeout.rawValue)
        await withCheckedContinuation { continuation in
            database.asyncWriteWithoutTransaction { db in
                sqlite3_busy_timeout(db.sqliteConnection, 0)
                _ = try? db.checkpoint(mode)
                sqlite3_busy_timeout(db.sqliteConnection, patience)
                continuation.resume()
            }
        }
    }
}
