import Engine
import Foundation
import GRDBSQLite
import Runbook
import Stores

/// A year of minutes of 4 regions with 20 services each, one metric: 42 million rows.
struct HistoryBenchmark {
    let directory: String

    private static let series = (0..<80).map {
        SeriesName(region: "region-\($0 / 20)", service: "service-\($0 % 20)", metric: "error_rate")
    }
    private static let year = Milliseconds.hours(365 * 24)

    func run() async throws {
        let history = try SQLiteHistory(directory: directory)
        try await history.keep(HistoryBenchmark.series.map { Sample($0, at: .zero, 0.1) }, of: "bench")
        fill()
        let one = HistoryBenchmark.series[37]
        try await report("a year of hours of one series") {
            try await history.points(one, of: "bench", from: .zero, to: HistoryBenchmark.year, in: .hour).count
        }
        try await report("a year of days of 80 series") {
            var count = 0
            for series in HistoryBenchmark.series {
                count += try await history.points(series, of: "bench", from: .zero, to: HistoryBenchmark.year, in: .day).count
            }
            return count
        }
        try await report("a week of hours of 80 series") {
            var count = 0
            for series in HistoryBenchmark.series {
                count += try await history.points(
                    series, of: "bench", from: .hours(7000), to: .hours(7168), in: .hour
                ).count
            }
            return count
        }
        try await everyMinute(of: one, in: history)
    }

    /// What nobody asks for who has hours, and what it costs: each row is one that SQLite has to hand over.
    private func everyMinute(of series: SeriesName, in history: SQLiteHistory) async throws {
        var count = 0
        let pairs = try await Interleaved(of: 7) {
            try await Stopwatch.nanoseconds {
                count = try await history.points(
                    series, of: "bench", from: .zero, to: HistoryBenchmark.year, in: .minute
                ).count
            } / 1e6
        } _: {
            await Stopwatch.nanoseconds { precondition(bareRows(of: series) == count) } / 1e6
        }
        Measured(
            name: "a year of minutes of one series, against bare SQLite", ours: pairs.ours, reference: pairs.reference,
            unit: "ms", note: "\(count) points; \(pairs.spread)"
        ).report()
    }

    /// The same rows with SQLite's own functions, all columns read and none kept.
    private func bareRows(of series: SeriesName) -> Int {
        var database: OpaquePointer?
        precondition(
            sqlite3_open_v2(directory + "/history.db", &database, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nil)
                == SQLITE_OK)
        defer { sqlite3_close(database) }
        var statement: OpaquePointer?
        let sql = """
            SELECT time, asked, known, sum, low, high FROM minute WHERE time >= 0 AND time < \(HistoryBenchmark.year.rawValue)
            AND series = (SELECT number FROM series WHERE region = '\(series.region)' AND service = '\(series.service ?? "")')
            ORDER BY time
            """
        precondition(sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK)
        defer { sqlite3_finalize(statement) }
        var (count, sum) = (0, 0.0)
        while sqlite3_step(statement) == SQLITE_ROW {
            for column in 0..<CInt(3) { sum += Double(sqlite3_column_int64(statement, column)) }
            for column in CInt(3)..<6 { sum += sqlite3_column_double(statement, column) }
            count += 1
        }
        precondition(sum > 0)
        return count
    }

    private func report(_ name: String, _ query: () async throws -> Int) async throws {
        var (times, count): ([Double], Int) = ([], 0)
        for _ in 0..<7 { times.append(try await Stopwatch.nanoseconds { count = try await query() } / 1e6) }
        Measured(
            name: name, ours: Interleaved.median(times), reference: 100, unit: "ms",
            note: "\(count) points of 42 million; the reference is the limit itself"
        ).report()
    }

    /// With SQLite's own functions: by way of the store it would take an hour.
    private func fill() {
        var database: OpaquePointer?
        precondition(sqlite3_open(directory + "/history.db", &database) == SQLITE_OK)
        defer { sqlite3_close(database) }
        for (table, step, count) in [("minute", 60_000, 525_600), ("hour", 3_600_000, 8760), ("day", 86_400_000, 365)] {
            let sql = """
                INSERT OR IGNORE INTO \(table)
                WITH RECURSIVE step(number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM step WHERE number + 1 < \(count))
                SELECT series.number, step.number * \(step), 6, 6, 0.6, 0.01, 0.2 FROM series, step
                ORDER BY series.number, step.number
                """
            precondition(
                sqlite3_exec(database, "PRAGMA synchronous = OFF; " + sql, nil, nil, nil) == SQLITE_OK,
                String(cString: sqlite3_errmsg(database)))
        }
        // As it is after a while: what was written long ago is in the database itself.
        precondition(sqlite3_exec(database, "PRAGMA wal_checkpoint(TRUNCATE)", nil, nil, nil) == SQLITE_OK)
    }
}
