package import Engine
import GRDB
package import Runbook

extension SQLiteHistory {
    package func prune(_ retention: Retention, at now: Milliseconds) async throws(StoreError) {
        let series = try await read { db in try Int64.fetchAll(db, sql: "SELECT number FROM series") }
        for start in stride(from: 0, to: series.count, by: SQLiteHistory.prunedAtOnce) {
            let some = series[start..<min(start + SQLiteHistory.prunedAtOnce, series.count)]
            try await write { db in
                for resolution in Resolution.allCases {
                    let end = (now - retention.age(resolution)).rawValue
                    let statement = try db.cachedStatement(
                        sql: "DELETE FROM \(resolution.rawValue) WHERE series = ? AND time < ?")
                    for number in some { try statement.execute(arguments: [number, end]) }
                }
            }
        }
        try await write { db in try SQLiteHistory.shrink(db, to: retention.size) }
    }

    /// Series in one transaction: others who write are not to wait for all of them.
    private static let prunedAtOnce = 500

    /// The finest goes first: half of what is there of it, the oldest, until the rest fits.
    private static func shrink(_ db: Database, to size: Int64) throws {
        for resolution in Resolution.allCases {
            while try used(db) > size {
                let span = try Row.fetchOne(db, sql: "SELECT min(time), max(time) FROM \(resolution.rawValue)")
                guard let first: Int64 = span?[0], let last: Int64 = span?[1] else { break }
                let middle = first == last ? last + 1 : first + (last - first + 1) / 2
                try db.execute(sql: "DELETE FROM \(resolution.rawValue) WHERE time < ?", arguments: [middle])
            }
        }
    }

    /// Bytes of pages that hold something: what was removed is used again before the file grows.
    private static func used(_ db: Database) throws -> Int64 {
        func pragma(_ name: String) throws -> Int64 { try Int64.fetchOne(db, sql: "PRAGMA \(name)") ?? 0 }
        return try (pragma("page_count") - pragma("freelist_count")) * pragma("page_size")
    }
}
