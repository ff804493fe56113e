package import Runbook

/// How a service or a region is. What is not known is not well.
package enum HealthStatus: String, Hashable, Sendable, CaseIterable {
    case healthy, degraded, critical, failed, unknown

    /// - Parameter availability: nil when unknown.
    package init(_ availability: Double?, _ thresholds: Environment.Thresholds) {
        guard let availability else {
            self = .unknown
            return
        }
        // Sums of shares are off by the last digits.
        switch availability + 1e-9 {
        case thresholds.healthy.ratio...: self = .healthy
        case thresholds.degraded.ratio...: self = .degraded
        case thresholds.critical.ratio...: self = .critical
        default: self = .failed
        }
    }

    /// For tables and comparisons: the larger, the worse. Unknown is the worst, since nothing may rest on it.
    package var severity: Int { HealthStatus.allCases.firstIndex(of: self) ?? 0 }
}
