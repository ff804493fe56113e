package import Engine
import GRDB
package import Runbook
import Synchronization

extension SQLiteHistory {
    package func keep(_ looks: [Look], of environment: String) async throws(StoreError) {
        let known = numbers.withLock { $0[environment] ?? [:] }
        let numbers = try await write { db in
            var numbers = known
            var rollups = Resolution.rollups.map { _ in [Rollup.Place: Rollup]() }
            var (names, rows): ([SeriesName], [Int64]) = ([], [])
            for look in looks {
                // Looks mostly ask the same as the one before.
                if look.series != names {
                    names = look.series
                    rows = try names.map { name in
                        if let number = numbers[name] { return number }
                        let number = try SQLiteHistory.number(of: name, environment, in: db)
                        numbers[name] = number
                        return number
                    }
                }
                let starts = Resolution.rollups.map { $0.start(of: look.time).rawValue }
                let statement = try db.cachedStatement(sql: "INSERT OR IGNORE INTO raw VALUES (?, ?, ?)")
                for (row, value) in zip(rows, look.values) {
                    try statement.execute(arguments: [row, look.time.rawValue, value])
                    guard db.changesCount > 0 else { continue }
                    for index in starts.indices {
                        rollups[index][Rollup.Place(series: row, start: starts[index]), default: Rollup()].add(value)
                    }
                }
            }
            for (resolution, places) in zip(Resolution.rollups, rollups) {
                for (place, rollup) in places { try SQLiteHistory.add(rollup, at: place, to: resolution, db) }
            }
            return numbers
        }
        // Only now are they there for good.
        self.numbers.withLock { $0[environment] = numbers }
    }

    private static func number(of series: SeriesName, _ environment: String, in db: Database) throws -> Int64 {
        let names: StatementArguments = [environment, series.region, series.service ?? "", series.metric]
        try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO series (environment, region, service, metric) VALUES (?, ?, ?, ?)"
        ).execute(arguments: names)
        let number = try Int64.fetchOne(
            db.cachedStatement(
                sql: "SELECT number FROM series WHERE environment = ? AND region = ? AND service = ? AND metric = ?"),
            arguments: names)
        guard let number else { throw Row.damaged("series") }
        return number
    }

    private static func add(_ rollup: Rollup, at place: Rollup.Place, to steps: Resolution, _ db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO \(steps.rawValue) VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET asked = asked + excluded.asked, known = known + excluded.known,
                sum = sum + excluded.sum, low = coalesce(min(low, excluded.low), low, excluded.low),
                high = coalesce(max(high, excluded.high), high, excluded.high)
                """
        ).execute(
            arguments: [
                place.series, place.start, rollup.asked, rollup.known, rollup.sum, rollup.low, rollup.high,
            ])
    }

    /// Growing bit by bit would copy a year of minutes twenty times.
    private static func mostPoints(from start: Milliseconds, to end: Milliseconds, in steps: Resolution) -> Int {
        guard steps.length > .zero, end > start else { return 0 }
        return Int(min((end.rawValue - start.rawValue) / steps.length.rawValue + 1, 1 << 20))
    }

    package func series(of environment: String) async throws(StoreError) -> [SeriesName] {
        try await read { db in
            let sql =
                "SELECT region, service, metric FROM series WHERE environment = ? ORDER BY region, service, metric"
            return try Row.fetchAll(db, sql: sql, arguments: [environment]).map { row in
                let service: String = row["service"]
                return SeriesName(
                    region: row["region"], service: service.isEmpty ? nil : service, metric: row["metric"])
            }
        }
    }

    package func points(
        _ series: SeriesName, of environment: String, from start: Milliseconds, to end: Milliseconds,
        in steps: Resolution
    ) async throws(StoreError) -> [HistoryPoint] {
        try await read { db in
            let number = try Int64.fetchOne(
                db,
                sql: "SELECT number FROM series WHERE environment = ? AND region = ? AND service = ? AND metric = ?",
                arguments: [environment, series.region, series.service ?? "", series.metric])
            guard let number else { return [] }
            let columns =
                steps == .raw
                ? "time, 1, value IS NOT NULL, coalesce(value, 0), value, value" : "time, asked, known, sum, low, high"
            let statement = try RawStatement(
                db,
                "SELECT \(columns) FROM \(steps.rawValue) WHERE series = ? AND time >= ? AND time < ? ORDER BY time")
            try statement.bind(1, number)
            try statement.bind(2, start.rawValue)
            try statement.bind(3, end.rawValue)
            var points: [HistoryPoint] = []
            points.reserveCapacity(SQLiteHistory.mostPoints(from: start, to: end, in: steps))
            try statement.forEach {
                let known = try statement.integer(2, "known")
                points.append(
                    HistoryPoint(
                        time: Milliseconds(try statement.integer(0, "time")), asked: try statement.integer(1, "asked"),
                        known: known, mean: known > 0 ? statement.number(3).map { $0 / Double(known) } : nil,
                        low: statement.number(4), high: statement.number(5)))
            }
            return points
        }
    }
}
