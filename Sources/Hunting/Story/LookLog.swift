import Engine
import Runbook
package import RunbookCompiler
import World

/// What was known when: the journaled look behind each effect, when it was taken, and what happened since by itself.
package struct LookLog: Sendable {
    private var looks: [(moment: Milliseconds, world: WorldState)] = []
    private var latest: [NodeID: WorldState] = [:]
    /// When the look was taken on which each request was decided, by the request's number.
    private var decided: [Int: Milliseconds] = [:]
    private var outside: [RegionIndex: Milliseconds] = [:]

    package init() {}

    mutating func see(_ sighting: Sighting, at now: Milliseconds) {
        switch sighting {
        case .looked(let world):
            if looks.count >= 128 { looks.removeFirst(64) }
            looks.append((now, world))
        case .journaled(let record, _):
            if case .observed(let node, _, let world) = record.event { latest[node] = world }
        case .asked(let request):
            guard let world = latest[request.node] else { return }
            decided[request.number] = looks.last { $0.world == world }?.moment
        case .outside(let region): outside[region] = now
        default: break
        }
    }

    /// Whether something happened to a region by itself since the look on which an effect was decided.
    package func isExcused(_ request: Request, _ region: RegionIndex) -> Bool {
        guard let happened = outside[region] else { return false }
        guard let moment = decided[request.number] else { return true }
        return happened >= moment
    }
}
