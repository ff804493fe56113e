package import Engine
import Foundation
import GRDB
package import Runbook

extension SQLiteStore {
    package func append(
        _ records: [JournalRecord], answering replies: [MessageReply], to run: String, epoch: Epoch
    ) async throws(StoreError) {
        try await write { db in
            let row = try RunRow.find(run, heldBy: epoch, db)
            if !replies.isEmpty { try SQLiteStore.answer(replies, of: row.number, db) }
            let insert = try RecordInsert(db, run: row.number)
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
                chain.add(sequence: count, time: record.time.rawValue, event: event, detail: record.detail.utf8)
                try insert.add(
                    sequence: count, time: record.time.rawValue, event: event, detail: record.detail, hash: chain.head)
            }
            let update = try db.cachedStatement(sql: "UPDATE run SET records = ?, head = ? WHERE number = ?")
            try update.execute(arguments: [count, Data(chain.head), row.number])
        }
    }

    package func conclude(
        _ run: String, epoch: Epoch, status: RunStatus, truth: String, at time: Milliseconds
    ) async throws(StoreError) {
        try await write { db in
            let row = try RunRow.find(run, heldBy: epoch, db)
            try db.execute(
                sql: "UPDATE run SET status = ?, truth = ?, ended = ? WHERE number = ?",
                arguments: [status.rawValue, truth, status.isEnd ? time.rawValue : nil, row.number])
            if status.isEnd {
                try db.execute(sql: "UPDATE claim SET is_held = 0 WHERE run = ?", arguments: [row.number])
                try SQLiteStore.refuseOpenMessages(of: row.number, db)
            }
        }
        if status != .running { leases.giveBack(run, forGood: status.isEnd) }
    }
}
