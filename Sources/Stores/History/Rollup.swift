/// What samples of one step of a series come to.
struct Rollup {
    /// Whose, and of which step.
    struct Place: Hashable {
        var series: Int64
        var start: Int64
    }

    private(set) var asked: Int64 = 0
    private(set) var known: Int64 = 0
    private(set) var sum = 0.0
    private(set) var low: Double?
    private(set) var high: Double?

    /// - Parameter value: nil when nobody had an answer.
    mutating func add(_ value: Double?) {
        asked += 1
        guard let value else { return }
        known += 1
        sum += value
        low = low.map { min($0, value) } ?? value
        high = high.map { max($0, value) } ?? value
    }
}
