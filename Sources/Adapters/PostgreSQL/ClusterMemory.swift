import Runbook
import RunbookCompiler
import Synchronization

/// What has been seen and done, as long as the process lives. Nothing is decided by it that cannot be decided without.
final class ClusterMemory: Sendable {
    private struct Contents {
        var current: [RegionIndex: Milliseconds] = [:]
        var sources: [RegionIndex: [RegionIndex: ConnectionString]] = [:]
        var target: RegionIndex?
        var sight: (cluster: ClusterSight, at: ContinuousClock.Instant)?
        var lastWrites: [RegionIndex: (told: Milliseconds?, at: ContinuousClock.Instant)] = [:]
        var silent: [RegionIndex: ContinuousClock.Instant] = [:]
    }

    private let contents = Mutex(Contents())

    func sawCurrent(_ region: RegionIndex, at time: Milliseconds) {
        contents.withLock { $0.current[region] = time }
    }

    /// When a standby was last seen to have all that its writer had.
    func lastCurrent(_ region: RegionIndex) -> Milliseconds? { contents.withLock { $0.current[region] } }

    /// The region that is about to be promoted, as far as somebody has prepared it.
    var target: RegionIndex? {
        get { contents.withLock { $0.target } }
        set { contents.withLock { $0.target = newValue } }
    }

    func saw(_ cluster: ClusterSight) { contents.withLock { $0.sight = (cluster, .now) } }

    /// What was seen a moment ago, and nothing that was seen before something was done.
    func takeSight() -> ClusterSight? {
        contents.withLock { contents in
            defer { contents.sight = nil }
            return contents.sight.flatMap { $0.at.duration(to: .now) < ClusterMemory.moment ? $0.cluster : nil }
        }
    }

    private static let moment = Duration.milliseconds(500)

    func note(_ region: RegionIndex, answers: Bool) {
        contents.withLock { contents in
            contents.silent[region] = answers ? nil : .now
            if answers { contents.lastWrites[region] = nil }
        }
    }

    /// When a server that is down last wrote, as far as somebody has told. What nobody could tell is asked again after a
    /// while.
    func lastWrite(
        of region: RegionIndex, orAsk ask: () async -> Milliseconds?
    ) async -> Milliseconds? {
        let known = contents.withLock { $0.lastWrites[region] }
        if let known, known.told != nil || known.at.duration(to: .now) < ClusterMemory.memoryOfSilence {
            return known.told
        }
        let told = await ask()
        contents.withLock { $0.lastWrites[region] = (told, .now) }
        return told
    }

    /// Whether it gave no answer a moment ago: it is not waited for as long again.
    func wasSilent(_ region: RegionIndex) -> Bool {
        contents.withLock { contents in
            contents.silent[region].map { $0.duration(to: .now) < ClusterMemory.memoryOfSilence } ?? false
        }
    }

    private static let memoryOfSilence = Duration.seconds(30)

    /// How a standby reached its source before it was led to a region that is to be promoted.
    func remember(_ source: ConnectionString, of standby: RegionIndex, before target: RegionIndex) {
        contents.withLock { contents in
            if contents.sources[target]?[standby] == nil { contents.sources[target, default: [:]][standby] = source }
        }
    }

    func takeSources(before target: RegionIndex) -> [RegionIndex: ConnectionString] {
        contents.withLock { $0.sources.removeValue(forKey: target) ?? [:] }
    }
}
