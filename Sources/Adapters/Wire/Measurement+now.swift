import Engine
import Runbook
import RunbookCompiler

extension Measurement {
    /// What was seen just now, once; nothing when it could not be.
    init(_ query: MetricQuery, _ value: Quantity?, at now: Milliseconds, from source: String) {
        self.init(
            query: query, value: value, sampledAt: now, coveredFrom: now, samples: value == nil ? 0 : 1, source: source)
    }
}
