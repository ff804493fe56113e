package import Runbook
package import RunbookCompiler

/// What was measured for one query. A value that could not be had is nil, never zero.
package struct Measurement: Hashable, Sendable {
    package var query: MetricQuery
    package var value: Quantity?
    /// When the youngest sample in it was taken.
    package var sampledAt: Milliseconds
    /// How far back its samples reach; the same as `sampledAt` for a latest value.
    package var coveredFrom: Milliseconds
    package var samples: Int64
    /// The adapter it came from, and why there is no value.
    package var source: String

    package init(
        query: MetricQuery, value: Quantity?, sampledAt: Milliseconds, coveredFrom: Milliseconds, samples: Int64,
        source: String
    ) {
        self.query = query
        self.value = value
        self.sampledAt = sampledAt
        self.coveredFrom = coveredFrom
        self.samples = samples
        self.source = source
    }
}
