import Runbook

/// What some samples come to; nil where they say nothing.
struct ProbeStatistics {
    private let samples: [ProbeSample]

    init(_ samples: [ProbeSample]) { self.samples = samples }

    /// The share of probes that were well.
    var availability: Double? {
        samples.isEmpty ? nil : Double(samples.count { $0.verdict == .well }) / Double(samples.count)
    }

    private var responseTimes: [Double] { samples.compactMap(\.responseTime) }

    private var meanResponseTime: Double? {
        let times = responseTimes
        return times.isEmpty ? nil : times.reduce(0, +) / Double(times.count)
    }

    /// By nearest rank.
    private func responseTime(percentile: Double) -> Double? {
        let times = responseTimes.sorted()
        guard !times.isEmpty else { return nil }
        return times[max(1, Int((percentile / 100 * Double(times.count)).rounded(.up))) - 1]
    }

    /// Nil for what probes do not tell.
    func value(of metric: Metric) -> Quantity? {
        switch metric {
        case .availability: availability.map { Quantity($0, .ratio) }
        case .errorRate: availability.map { Quantity(1 - $0, .ratio) }
        case .responseTime: meanResponseTime.map { Quantity($0, .time) }
        case .responseTimeP50: responseTime(percentile: 50).map { Quantity($0, .time) }
        case .responseTimeP95: responseTime(percentile: 95).map { Quantity($0, .time) }
        case .responseTimeP99: responseTime(percentile: 99).map { Quantity($0, .time) }
        default: nil
        }
    }
}
