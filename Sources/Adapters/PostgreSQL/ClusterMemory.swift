import Runbook
import RunbookCompiler
import Synchronization

/// What has been seen and done, as long as the process lives. Nothing is decided by it that cannot be decided without.
final class ClusterMemory: Sendable {
    private struct Contents {
        var current: [RegionIndex: Milliseconds] = [:]
        var sources: [RegionIndex: [RegionIndex: ConnectionString]] = [:]
    }

    private let contents = Mutex(Contents())

    func sawCurrent(_ region: RegionIndex, at time: Milliseconds) {
        contents.withLock { $0.current[region] = time }
    }

    /// When a standby was last seen to have all that its writer had.
    func lastCurrent(_ region: RegionIndex) -> Milliseconds? { contents.withLock { $0.current[region] } }

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
