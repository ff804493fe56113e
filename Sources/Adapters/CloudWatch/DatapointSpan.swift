import Runbook

/// Which datapoints count: those of periods that are over.
struct DatapointSpan: Hashable {
    /// From the beginning of the oldest period that is asked for to the end of the newest, in seconds since 1970.
    let seconds: Range<Int64>
    /// Periods that begin earlier only tell how far back the others reach.
    let begin: Int64
    /// Only the newest counts.
    let isLatest: Bool

    /// - Parameters:
    ///   - window: nil for the latest value.
    ///   - lookBack: how old the latest value may be.
    ///   - period: in seconds.
    init(window: Milliseconds?, lookBack: Milliseconds, period: Int64, now: Milliseconds) {
        let length = window ?? lookBack + .seconds(period)
        let start = now - length
        let end = DatapointSpan.floor(now.rawValue / 1000, to: period)
        seconds = min(DatapointSpan.floor(start.rawValue / 1000, to: period), end - period)..<end
        begin = (start.rawValue + 999) / 1000
        isLatest = window == nil
    }

    /// Whether a whole period can lie within it.
    func holds(_ period: Int64) -> Bool { begin <= seconds.upperBound - period }

    static func floor(_ seconds: Int64, to period: Int64) -> Int64 { seconds / period * period }
}
