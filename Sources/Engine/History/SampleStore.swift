package import Runbook

/// Where the past of regions is kept: samples with their rollups, and drills.
package protocol SampleStore: Sendable {
    /// Keeps what looks found, all or nothing; of the same series and moment the first.
    func keep(_ looks: [Look], of environment: String) async throws(StoreError)

    /// All series of which something is kept.
    func series(of environment: String) async throws(StoreError) -> [SeriesName]

    /// What is known of a series between two moments, the second excluded, the earliest first.
    func points(
        _ series: SeriesName, of environment: String, from start: Milliseconds, to end: Milliseconds,
        in steps: Resolution
    ) async throws(StoreError) -> [HistoryPoint]

    /// Removes what is older than it is to be kept, and the oldest where there is more than is to be kept.
    func prune(_ retention: Retention, at now: Milliseconds) async throws(StoreError)

    /// Keeps what a drill found.
    func keep(_ record: DrillRecord) async throws(StoreError)

    /// Of drills between two regions the latest first.
    func drills(
        of environment: String, from source: String, to target: String, atMost count: Int
    ) async throws(StoreError) -> [DrillRecord]
}

extension SampleStore {
    package func keep(_ samples: [Sample], of environment: String) async throws(StoreError) {
        try await keep(Look.all(of: samples), of: environment)
    }
}
