package import Engine
import Foundation
import GRDB
package import Runbook

extension SQLiteStore {
    package func append(
        _ records: [JournalRecord], answering replies: [MessageReply], to run: String, epoch: Epoch
    ) async throws(StoreError) {
        let count = try await write { db in
            let row = try RunRow.find(run, heldBy: epoch, db)
            if !replies.isEmpty { try SQLiteStore.answer(replies, of: row.number, db) }
            return try SQLiteStore.append(records, to: run, row, db)
        }
        tallies.note(count, of: run)
    }

    /// Returns how many the run has then.
    static func append(_ records: [JournalRecord], to run: String, _ row: RunRow, _ db: Database) throws -> Int64 {
        let insert = try RawStatement(
            db, "INSERT INTO record (run, sequence, time, event, detail, hash) VALUES (?, ?, ?, ?, ?, ?)")
        try insert.bind(1, row.number)
        var chain = RecordChain(run: run, head: row.head)
        var count = row.records
        var event: [UInt8] = []
        for record in records {
            guard record.sequence == count + 1 else {
                throw StoreError.brokenChain(run: run, sequence: record.sequence)
            }
            count += 1
            event.removeAll(keepingCapacity: true)
            EventCoder.encode(record.event, into: &event)
            var detail = record.detail
            try event.withUnsafeBufferPointer { event in
                try detail.withUTF8 { detail in
                    chain.add(sequence: count, time: record.time.rawValue, event: event, detail: detail)
                    try insert.bind(2, count)
                    try insert.bind(3, record.time.rawValue)
                    try insert.bind(4, text: event)
                    try insert.bind(5, text: detail)
                    try chain.head.withUnsafeBytes { head in
                        try insert.bind(6, blob: head)
                        try insert.execute()
                    }
                }
            }
        }
        let update = try RawStatement(db, "UPDATE run SET records = ?, head = ? WHERE number = ?")
        try update.bind(1, count)
        try update.bind(3, row.number)
        try chain.head.withUnsafeBytes { head in
            try update.bind(2, blob: head)
            try update.execute()
        }
        return count
    }

    package func conclude(
        _ run: String, epoch: Epoch, status: RunStatus, truth: String, at time: Milliseconds
    ) async throws(StoreError) {
        try await write { db in
            let row = try RunRow.find(run, heldBy: epoch, db)
            try SQLiteStore.conclude(row.number, status, truth, at: time, db)
        }
        await checkpoint(.truncate)
        if status != .running { attendances.giveBack(run, epoch) }
        if status.isEnd { tallies.forget(run) }
    }

    static func conclude(
        _ run: Int64, _ status: RunStatus, _ truth: String, at time: Milliseconds, _ db: Database
    ) throws {
        try db.execute(
            sql: "UPDATE run SET status = ?, truth = ?, ended = ? WHERE number = ?",
            arguments: [status.rawValue, truth, status.isEnd ? time.rawValue : nil, run])
        guard status.isEnd else { return }
        try db.execute(sql: "UPDATE claim SET is_held = 0 WHERE run = ?", arguments: [run])
        try SQLiteStore.refuseOpenMessages(of: run, db)
    }
}
