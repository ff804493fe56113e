/// Where two servers' rows of a table differ, as narrowly as sums tell it.
struct DifferingBuckets {
    let table: ComparedTable
    var bits: Int
    /// The rows of each in one or the other, whichever has more.
    var rows: [Int64: Int]
    /// How many rows of each differ at least.
    private var least: [Int64: Int]

    /// How many rows the first server has.
    private(set) var counted: Int

    private static let firstBits = 10
    /// Groups that are asked for at once.
    private static let mostGroups = 65_536
    private static let mostBits = 60

    /// Halves what differs again and again until so few rows are left that they can be looked at one by one.
    static func find(
        _ table: ComparedTable, _ one: ComparisonReader, _ other: ComparisonReader, downTo few: Int
    ) async throws(ComparisonFailure) -> DifferingBuckets {
        var (ours, theirs) = try await both(table, firstBits, "true", one, other)
        var found = DifferingBuckets(table, ours, theirs, counted: ours.rows)
        while found.rows.values.reduce(0, +) > few {
            let spare = Int.bitWidth - 1 - (mostGroups / found.rows.count).leadingZeroBitCount
            guard spare > 0, found.bits + spare <= mostBits else { break }
            let condition = RowBuckets.contain(found.rows.keys, bits: found.bits, of: table)
            (ours, theirs) = try await both(table, found.bits + spare, condition, one, other)
            found = DifferingBuckets(table, ours, theirs, counted: found.counted)
        }
        return found
    }

    private init(_ table: ComparedTable, _ ours: RowBuckets, _ theirs: RowBuckets, counted: Int) {
        self.table = table
        self.counted = counted
        bits = ours.bits
        (rows, least) = ([:], [:])
        for bucket in Set(ours.sums.keys).union(theirs.sums.keys) where ours.sums[bucket] != theirs.sums[bucket] {
            let counts = (ours.sums[bucket]?.rows ?? 0, theirs.sums[bucket]?.rows ?? 0)
            rows[bucket] = max(counts.0, counts.1)
            least[bucket] = max(1, abs(counts.0 - counts.1))
        }
    }

    private static func both(
        _ table: ComparedTable, _ bits: Int, _ condition: String, _ one: ComparisonReader, _ other: ComparisonReader
    ) async throws(ComparisonFailure) -> (RowBuckets, RowBuckets) {
        try await ComparisonReader.both(one, other) { reader throws(ComparisonFailure) in
            try await RowBuckets.read(table, bits: bits, where: condition, on: reader)
        }
    }

    /// How many rows differ at least beside those of some buckets.
    func least(beside looked: [Int64]) -> Int {
        let looked = Set(looked)
        return least.reduce(0) { looked.contains($1.key) ? $0 : $0 + $1.value }
    }

    /// Some of them, with no more rows than so many.
    func some(with most: Int) -> [Int64] {
        var left = most
        return rows.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.prefix { bucket in
            left -= bucket.value
            return left >= 0
        }.map(\.key)
    }
}
