/// Which rehearsals somebody asked for, as text; nothing of it has been looked at.
package struct RehearsalRequest: Sendable {
    /// Its store plays no part: a rehearsal begins with regions as their environment declares them.
    package var run: RunRequest
    /// A runbook that is rehearsed before, planned and without faults, so that the regions are as it leaves them.
    package var after: String?
    /// How many rehearsals there are, each with a seed of its own.
    package var seeds = 100
    /// The first of the seeds, which follow each other; the environment's when nil.
    package var firstSeed: UInt64?
    /// What `seeds` may be.
    package static let seedCounts = 1...100_000

    package init(_ run: RunRequest) { self.run = run }
}
