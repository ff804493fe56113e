import Runbook
package import RunbookCompiler

/// How one service in one region is.
package struct ServiceHealth: Hashable, Sendable {
    package var service: ServiceIndex
    package var status: HealthStatus
    /// Its own, as a share of requests or probes.
    package var availability: Double?
    /// With what it depends on: no better than the worst of that.
    package var effective: Double?
    /// What it depends on that makes it worse than it is by itself, or unknown.
    package var limitedBy: ServiceIndex?
    package var errorRate: Double?
    /// Milliseconds.
    package var p50: Double?
    package var p95: Double?
    package var p99: Double?
    /// Requests a second.
    package var throughput: Double?
    /// Thresholds that are not kept.
    package var breaches: [ThresholdBreach]
}
