import Runbook

/// What is known of a URL over a window, or by its latest probe alone: several metrics are read from it.
struct ProbedStretch {
    struct Key: Hashable {
        var target: Int
        var window: Milliseconds?
    }

    let last: ProbeSample
    let coveredFrom: Milliseconds
    let count: Int64
    let statistics: ProbeStatistics

    /// Nil when it has not been probed yet.
    init?(_ key: Key, on board: ProbeBoard, at now: Milliseconds, gap: Milliseconds) {
        guard let last = board.last(of: key.target) else { return nil }
        self.last = last
        guard let window = key.window else {
            (coveredFrom, count, statistics) = (last.moment, 1, ProbeStatistics([last]))
            return
        }
        let stretch = board.stretch(of: key.target, since: now - window, gap: gap)
        coveredFrom = min(stretch?.coveredFrom ?? last.moment, last.moment)
        let samples = stretch?.samples ?? []
        (count, statistics) = (Int64(samples.count), ProbeStatistics(samples))
    }
}
