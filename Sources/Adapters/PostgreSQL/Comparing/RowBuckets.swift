/// The rows of a table by the lowest bits of their keys' hashes, with what each group comes to.
struct RowBuckets {
    struct Sum: Hashable {
        var rows: Int
        var checksum: String
    }

    var bits: Int
    var sums: [Int64: Sum]

    var rows: Int { sums.values.reduce(0) { $0 + $1.rows } }

    static func read(
        _ table: ComparedTable, bits: Int, where condition: String = "true", on reader: ComparisonReader
    ) async throws(ComparisonFailure) -> RowBuckets {
        let rows = try await reader.read(
            "select \(number(table, bits)), count(*), sum(\(ComparedTable.sum)::numeric) "
                + "from \(table.name) t where \(condition) group by 1")
        var sums: [Int64: Sum] = [:]
        for row in rows {
            guard let bucket = row[0].flatMap({ Int64($0) }), let count = row[1].flatMap({ Int($0) }), let sum = row[2]
            else { throw ComparisonFailure(why: "\(table.name) cannot be counted") }
            sums[bucket] = Sum(rows: count, checksum: sum)
        }
        return RowBuckets(bits: bits, sums: sums)
    }

    /// Which rows are in some of the buckets.
    static func contain(_ numbers: some Sequence<Int64>, bits: Int, of table: ComparedTable) -> String {
        let list = numbers.map(String.init).joined(separator: ",")
        return "\(number(table, bits)) = any('{\(list)}'::bigint[])"
    }

    private static func number(_ table: ComparedTable, _ bits: Int) -> String {
        "(hashtextextended(\(table.key), 0) & \(Int64(1) << bits - 1))"
    }
}
