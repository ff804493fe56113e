package import Runbook

/// Lengths of time, sorted.
package struct Distribution: Hashable, Sendable {
    package let values: [Milliseconds]

    package init(_ values: [Milliseconds]) { self.values = values.sorted() }

    package var median: Milliseconds { percentile(50) }
    package var p95: Milliseconds { percentile(95) }
    package var worst: Milliseconds { values.last ?? .zero }

    /// The least value that so many percent of all do not exceed: the nearest rank, never between two.
    package func percentile(_ percent: Int) -> Milliseconds {
        guard !values.isEmpty else { return .zero }
        let rank = (values.count * percent + 99) / 100
        return values[min(values.count, max(rank, 1)) - 1]
    }
}
