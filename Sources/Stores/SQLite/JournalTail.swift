import Engine
import Foundation
import GRDB

/// Where a journal ends just now: at its last record, or, when it has none, at what its run was started with.
struct JournalTail {
    var records: Int64
    var head: [UInt8]

    static func find(_ row: RunRow, _ db: Database) throws -> JournalTail {
        let statement = try RawStatement(
            db, "SELECT sequence, hash FROM record WHERE run = ? ORDER BY sequence DESC LIMIT 1")
        try statement.bind(1, row.number)
        let last = try statement.first {
            JournalTail(
                records: try statement.integer(0, "record.sequence"), head: try statement.blob(1, "record.hash"))
        }
        return last ?? JournalTail(records: 0, head: row.head)
    }

    /// Keeps in the run's row where the journal ends, so that nothing can be taken off it any more. While a run is
    /// executed its tally tells, which costs a commit less than a second page.
    static func seal(_ row: RunRow, _ db: Database) throws {
        let tail = try find(row, db)
        try db.execute(
            sql: "UPDATE run SET records = ?, head = ? WHERE number = ?",
            arguments: [tail.records, Data(tail.head), row.number])
    }

    /// Throws when there were more records once, as noted beside the database before it was looked at.
    func checkHolds(_ noted: Int64, of run: String) throws(StoreError) {
        guard records >= noted else { throw .recordsLost(run: run, left: records, kept: noted) }
    }
}
