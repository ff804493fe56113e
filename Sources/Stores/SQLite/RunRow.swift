import Engine
import GRDB

/// Where a run stands, as each transaction that concerns it looks at first.
struct RunRow {
    var number: Int64
    var format: Int64
    var status: RunStatus
    var epoch: Epoch
    var records: Int64
    var head: [UInt8]

    /// Throws `noSuchRun`.
    static func find(_ run: String, _ db: Database) throws -> RunRow {
        let statement = try RawStatement(
            db, "SELECT number, format, status, epoch, records, head FROM run WHERE id = ?")
        var id = run
        let row = try id.withUTF8 { id in
            try statement.bind(1, text: id)
            return try statement.first { () -> RunRow in
                let status = try statement.text(2, "run.status")
                guard let status = RunStatus(rawValue: status) else {
                    throw StoreError.unreadable(
                        run: run, sequence: 0, why: "its status \"\(status)\" is not known")
                }
                return RunRow(
                    number: try statement.integer(0, "run.number"), format: try statement.integer(1, "run.format"),
                    status: status, epoch: Epoch(rawValue: try statement.integer(3, "run.epoch")),
                    records: try statement.integer(4, "run.records"), head: try statement.blob(5, "run.head"))
            }
        }
        guard let row else { throw StoreError.noSuchRun(run) }
        return row
    }

    /// Throws when there were more records once, as noted beside the database before it was looked at.
    func checkHolds(_ noted: Int64, of run: String) throws(StoreError) {
        guard records >= noted else { throw .recordsLost(run: run, left: records, kept: noted) }
    }

    /// The run, if this epoch may still write to it.
    static func find(_ run: String, heldBy epoch: Epoch, _ db: Database) throws -> RunRow {
        let row = try find(run, db)
        guard row.epoch == epoch else { throw StoreError.superseded(run: run) }
        guard !row.status.isEnd else { throw StoreError.alreadyEnded(run) }
        return row
    }
}
