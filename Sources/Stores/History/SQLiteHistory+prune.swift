package import Engine
import GRDB
package import Runbook

extension SQLiteHistory {
    package func prune(_ retention: Retention, at now: Milliseconds) async throws(StoreError) {
        let series = try await read { db in try Int64.fetchAll(db, sql: "SELECT number FROM series") }
        for resolution in Resolution.allCases {
            try await remove(resolution, before: now - retention.age(resolution), of: series)
        }
        try await shrink(to: retention.size, series, at: now)
    }

    /// Series in one transaction: others who write are not to wait for all of them.
    private static let prunedAtOnce = 500

    /// Of each series by its key: a time alone would be looked for in every row.
    private func remove(
        _ resolution: Resolution, before end: Milliseconds, of series: [Int64]
    ) async throws(StoreError) {
        for start in stride(from: 0, to: series.count, by: SQLiteHistory.prunedAtOnce) {
            let some = series[start..<min(start + SQLiteHistory.prunedAtOnce, series.count)]
            try await write { db in
                let statement = try db.cachedStatement(
                    sql: "DELETE FROM \(resolution.rawValue) WHERE series = ? AND time < ?")
                for number in some { try statement.execute(arguments: [number, end.rawValue]) }
            }
        }
    }

    /// The finest goes first, a little at a time and not all of it while there is more that is coarser; then what is left.
    private func shrink(to size: Int64, _ series: [Int64], at now: Milliseconds) async throws(StoreError) {
        for leavesSome in [true, false] {
            for resolution in Resolution.allCases {
                let least = leavesSome ? SQLiteHistory.leastSpan(resolution) : .zero
                while try await used() > size, let span = try await span(of: resolution, series) {
                    // A step of the future, from a clock that was wrong, makes nothing old.
                    let last = max(span.lowerBound, min(span.upperBound, now))
                    let length = last.rawValue - span.lowerBound.rawValue
                    if leavesSome, length <= least.rawValue { break }
                    let end = length < 10 ? span.upperBound.rawValue + 1 : span.lowerBound.rawValue + length / 10
                    try await remove(resolution, before: Milliseconds(end), of: series)
                }
            }
        }
    }

    private static func leastSpan(_ resolution: Resolution) -> Milliseconds {
        switch resolution {
        case .raw: .hours(1)
        case .minute: .hours(24)
        case .hour: .hours(24 * 30)
        case .day: .hours(24 * 365)
        }
    }

    /// From the first step of any series to the last one; nil when there is none.
    private func span(of resolution: Resolution, _ series: [Int64]) async throws(StoreError)
        -> ClosedRange<Milliseconds>?
    {
        try await read { db in
            let (first, last) = try (
                db.cachedStatement(sql: "SELECT min(time) FROM \(resolution.rawValue) WHERE series = ?"),
                db.cachedStatement(sql: "SELECT max(time) FROM \(resolution.rawValue) WHERE series = ?")
            )
            var span: ClosedRange<Int64>?
            for number in series {
                guard let start = try Int64.fetchOne(first, arguments: [number]),
                    let end = try Int64.fetchOne(last, arguments: [number])
                else { continue }
                span = span.map { min($0.lowerBound, start)...max($0.upperBound, end) } ?? start...end
            }
            return span.map { Milliseconds($0.lowerBound)...Milliseconds($0.upperBound) }
        }
    }

    /// Bytes of pages that hold something: what was removed is used again before the file grows.
    private func used() async throws(StoreError) -> Int64 {
        try await read { db in
            func pragma(_ name: String) throws -> Int64 { try Int64.fetchOne(db, sql: "PRAGMA \(name)") ?? 0 }
            return try (pragma("page_count") - pragma("freelist_count")) * pragma("page_size")
        }
    }
}
