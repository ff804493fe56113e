package import Engine
import GRDB
import Runbook

extension SQLiteStore {
    package func records(of run: String) async throws(StoreError) -> [JournalRecord] {
        try await read { db in
            let row = try RunRow.find(run, db)
            guard row.format <= EventCoder.version else {
                throw StoreError.unreadable(
                    run: run, sequence: 0,
                    why: "its records are in format \(row.format), and this version reads up to \(EventCoder.version)")
            }
            var chain = RecordChain(try SQLiteStore.header(of: run, row.number, db))
            var records: [JournalRecord] = []
            let statement = try db.cachedStatement(
                sql: "SELECT sequence, time, event, detail, hash FROM record WHERE run = ? ORDER BY sequence")
            let cursor = try Row.fetchCursor(statement, arguments: [row.number])
            while let next = try cursor.next() {
                records.append(try SQLiteStore.read(next, after: records.count, of: run, &chain))
            }
            // What was cut off or added at the end cannot be seen in the records themselves.
            guard records.count == row.records, chain.head == row.head else {
                let first = min(Int64(records.count), row.records) + (records.count == row.records ? 0 : 1)
                throw StoreError.brokenChain(run: run, sequence: first)
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
            let event = String.fromDatabaseValue(row[2]), let detail = String.fromDatabaseValue(row[3]),
            sequence == expected
        else { throw broken }
        chain.add(sequence: sequence, time: time, event: event.utf8, detail: detail)
        let isSame = try row.withUnsafeData(atIndex: 4) { $0.map { $0.elementsEqual(chain.head) } ?? false }
        guard isSame else { throw broken }
        do throws(MalformedEvent) {
            let decoded = try EventCoder.decode(event)
            return JournalRecord(sequence: sequence, time: Milliseconds(time), event: decoded, detail: detail)
        } catch {
            throw StoreError.unreadable(run: run, sequence: sequence, why: "\(error.reason) in \"\(event)\"")
        }
    }
}
