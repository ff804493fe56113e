/// What CloudWatch makes of the samples of a period, in its own words.
package enum CloudWatchStatistic: String, Hashable, Sendable, CaseIterable {
    case sum = "Sum"
    case average = "Average"
    case minimum = "Minimum"
    case maximum = "Maximum"
    case sampleCount = "SampleCount"
    case p50, p75, p90, p95, p99
    case p999 = "p99.9"

    /// What grows with the length of a period.
    package var isTotal: Bool { self == .sum || self == .sampleCount }

    /// Whether a longer period's is made of those of its parts.
    package var isCombinable: Bool {
        switch self {
        case .sum, .average, .minimum, .maximum, .sampleCount: true
        case .p50, .p75, .p90, .p95, .p99, .p999: false
        }
    }
}
