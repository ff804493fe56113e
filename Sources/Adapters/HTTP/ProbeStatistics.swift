import Runbook

/// What some samples come to; nil where they say nothing.
struct ProbeStatistics {
    /// The share of probes that were well.
    let availability: Double?
    /// Of those that tell of one, the shortest first.
    private let responseTimes: [Double]

    init(_ samples: [ProbeSample]) {
        availability =
            samples.isEmpty ? nil : Double(samples.count { $0.verdict == .well }) / Double(samples.count)
        responseTimes = samples.compactMap(\.responseTime).sorted()
    }

    private var meanResponseTime: Double? {
        responseTimes.isEmpty ? nil : responseTimes.reduce(0, +) / Double(responseTimes.count)
    }

    /// By nearest rank.
    private func responseTime(percentile: Double) -> Double? {
        guard !responseTimes.isEmpty else { return nil }
        return responseTimes[max(1, Int((percentile / 100 * Double(responseTimes.count)).rounded(.up))) - 1]
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
