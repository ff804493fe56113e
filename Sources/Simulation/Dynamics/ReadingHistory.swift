/// The readings of the last fifteen minutes, one row a second. It is not kept when a process ends.
struct ReadingHistory: Sendable {
    struct Row: Sendable {
        /// Milliseconds of the world's clock; the row tells of the second that ends here.
        var at: Int64
        var readings: [Reading]
    }

    static let seconds = 900

    private var rows: [Row] = []

    var last: Row? { rows.last }

    mutating func add(_ readings: [Reading], at moment: Int64) {
        if rows.count >= 2 * ReadingHistory.seconds { rows.removeFirst(rows.count - ReadingHistory.seconds) }
        rows.append(Row(at: moment, readings: readings))
    }

    /// The rows of a window that ends now, without those before a gap.
    func rows(since start: Int64) -> ArraySlice<Row> {
        var first = rows.count
        while first > 0, rows.count - first < ReadingHistory.seconds, rows[first - 1].at > start {
            if first < rows.count, rows[first].at - rows[first - 1].at > SimulatedWorld.step { break }
            first -= 1
        }
        return rows[first...]
    }

    /// Goes on from the memories of an earlier view of the same world.
    mutating func resume(from earlier: ReadingHistory) {
        guard let first = rows.first else { return self = earlier }
        rows = earlier.rows.filter { $0.at < first.at } + rows
    }
}
