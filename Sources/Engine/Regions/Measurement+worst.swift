package import Runbook
package import RunbookCompiler

extension Measurement {
    /// What is true of a whole whose parts different adapters have measured: the worst of them, and nothing when one of
    /// them is unknown.
    package init(_ query: MetricQuery, worstOf measurements: [Measurement]) {
        guard let first = measurements.first else {
            self.init(query: query, value: nil, sampledAt: .zero, coveredFrom: .zero, samples: 0, source: "no adapter")
            return
        }
        self = first
        for other in measurements.dropFirst() {
            guard let value, let told = other.value else {
                (self.value, samples) = (nil, 0)
                if other.value == nil { source = other.source }
                continue
            }
            if query.metric.isBetter(value, than: told) { (self.value, source) = (told, other.source) }
            sampledAt = min(sampledAt, other.sampledAt)
            coveredFrom = max(coveredFrom, other.coveredFrom)
            samples = min(samples, other.samples)
        }
    }
}

extension Metric {
    package func isBetter(_ one: Quantity, than other: Quantity) -> Bool {
        switch self {
        case .availability, .capacity, .throughput, .bandwidth: one.value > other.value
        default: one.value < other.value
        }
    }
}
