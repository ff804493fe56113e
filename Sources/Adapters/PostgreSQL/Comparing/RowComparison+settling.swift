/// Telling what differs from what is merely being written.
extension RowComparison {
    private static let rounds = 40
    private static let pause = Duration.milliseconds(100)
    /// A row that the first server has not changed for so long, and the second has otherwise although it has all of the log,
    /// differs. What was committed without waiting for the disk is in the log by then.
    private static let stillness = Duration.seconds(1)

    /// Leaves what stood still and differs.
    /// - Returns: how many rows were written all the while.
    func settle(_ rows: inout RowDifferences, of table: ComparedTable) async throws(ComparisonFailure) -> Int {
        var open = rows.rows
        rows = RowDifferences()
        guard !open.isEmpty else { return 0 }
        var before = try await now(table, open.keys, oneNow)
        let start = ContinuousClock.now
        var since = Dictionary(uniqueKeysWithValues: open.keys.map { ($0, start) })
        for _ in 0..<RowComparison.rounds {
            let asked = ContinuousClock.now
            _ = try await caughtUp()
            let theirs = try await now(table, open.keys, otherNow)
            let after = try await now(table, open.keys, oneNow)
            let moment = ContinuousClock.now
            for key in open.keys {
                // It has what was there before it was looked at, or what has been written since.
                if theirs[key] == before[key] || theirs[key] == after[key] {
                    open[key] = nil
                } else if before[key] != after[key] {
                    since[key] = moment
                } else if let start = since[key], start.duration(to: asked) >= RowComparison.stillness {
                    rows.rows[key] = (after[key], theirs[key])
                    open[key] = nil
                }
            }
            if open.isEmpty { return 0 }
            before = after
            try? await Task.sleep(for: RowComparison.pause)
        }
        return open.count
    }

    private func now(
        _ table: ComparedTable, _ keys: some Collection<RowKey>, _ reader: ComparisonReader
    ) async throws(ComparisonFailure) -> [RowKey: String] {
        table.sums(of: try await reader.ask(table.listing(where: table.isOne(of: Array(keys)))))
    }
}

extension ComparedTable {
    func listing(where condition: String) -> String {
        "select \(parts.joined(separator: ", ")), \(ComparedTable.sum) from \(name) t where \(condition)"
    }

    /// What each row comes to; of alike ones all together.
    func sums(of rows: [PostgresConnection.Row]) -> [RowKey: String] {
        Dictionary(
            rows.compactMap { row in
                let parts = row.dropLast().compactMap(\.self)
                guard parts.count == row.count - 1, let sum = row.last ?? nil else { return nil }
                return (RowKey(parts: parts), sum)
            },
            uniquingKeysWith: { $0 + "+" + $1 })
    }
}
