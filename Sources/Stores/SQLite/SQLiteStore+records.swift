package import Engine
import Foundation
import GRDB
import Runbook

extension SQLiteStore {
    package func records(of run: String) async throws(StoreError) -> [JournalRecord] {
        let kept = tallies.noted(of: run)
        return try await read { [self] db in
            let row = try RunRow.find(run, db)
            guard (1...Int64(EventCoder.version)).contains(row.format) else {
                throw StoreError.unreadable(
                    run: run, sequence: 0,
                    why: "its records are in format \(row.format), and this version reads 1 to \(EventCoder.version)")
            }
            var chain = RecordChain(try header(of: run, row.number, db))
            var records: [JournalRecord] = []
            let statement = try db.cachedStatement(
                sql: "SELECT sequence, time, event, detail, hash FROM record WHERE run = ? ORDER BY sequence")
            let cursor = try Row.fetchCursor(statement, arguments: [row.number])
            var isSealKept = row.records == 0 && chain.head == row.head
            while let next = try cursor.next() {
                records.append(try SQLiteStore.read(next, after: records.count, of: run, &chain))
                if records.count == row.records { isSealKept = chain.head == row.head }
            }
            // What was cut off or added at the end cannot be seen in the records themselves.
            guard isSealKept, row.status == .running || records.count == row.records else {
                throw StoreError.brokenChain(run: run, sequence: row.firstBad(of: records.count))
            }
            try JournalTail(records: Int64(records.count), head: chain.head).checkHolds(kept, of: run)
            return records
        }
    }

    package func records(of run: String, after sequence: Int64) async throws(StoreError) -> [JournalRecord] {
        guard sequence > 0 else { return try await records(of: run) }
        return try await read { db in
            let row = try RunRow.find(run, db)
            let known = try Data.fetchOne(
                db, sql: "SELECT hash FROM record WHERE run = ? AND sequence = ?", arguments: [row.number, sequence])
            guard let known else { throw StoreError.brokenChain(run: run, sequence: sequence) }
            var chain = RecordChain(run: run, head: Array(known))
            let statement = try db.cachedStatement(
                sql: """
                    SELECT sequence, time, event, detail, hash FROM record WHERE run = ? AND sequence > ?
                    ORDER BY sequence
                    """)
            var records: [JournalRecord] = []
            let cursor = try Row.fetchCursor(statement, arguments: [row.number, sequence])
            while let next = try cursor.next() {
                records.append(try SQLiteStore.read(next, after: Int(sequence) + records.count, of: run, &chain))
            }
            return records
        }
    }

    private static func read(
        _ row: Row, after count: Int, of run: String, _ chain: inout RecordChain
    ) throws -> JournalRecord {
        let expected = Int64(count + 1)
        let broken = StoreError.brokenChain(run: run, sequence: expected)
        guard let sequence = Int64.fromDatabaseValue(row[0]), let time = Int64.fromDatabaseValue(row[1]),
            sequence == expected
        else { throw broken }
        return try row.withBytes(2) { event in
            try row.withBytes(3) { detail in
                chain.add(sequence: sequence, time: time, event: event, detail: detail)
                guard try row.withBytes(4, { $0.elementsEqual(chain.head) }) else { throw broken }
                return JournalRecord(
                    sequence: sequence, time: Milliseconds(time), event: try decode(event, run, sequence),
                    detail: String(decoding: detail, as: UTF8.self))
            }
        }
    }

    private static func decode(_ event: UnsafeBufferPointer<UInt8>, _ run: String, _ sequence: Int64) throws -> Event {
        do throws(MalformedEvent) {
            return try EventCoder.decode(event)
        } catch {
            let text = String(decoding: event, as: UTF8.self)
            throw StoreError.unreadable(run: run, sequence: sequence, why: "\(error.reason) in \"\(text)\"")
        }
    }
}
