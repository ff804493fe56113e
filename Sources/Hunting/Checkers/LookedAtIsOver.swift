import Engine
import RunbookCompiler

/// Once a look says what became of an attempt, that attempt sends nothing more.
package struct LookedAtIsOver: HuntChecker {
    package static let name = "LookedAtIsOver"
    package static let interests: Interests = [.journaled, .asked, .sentAgain]
    /// The latest request of each step, and whether a look followed it.
    private var latest: [NodeID: (number: Int, isLookedAt: Bool)] = [:]

    package init() {}

    package mutating func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        switch sighting {
        case .asked(let request): latest[request.node] = (request.number, false)
        case .journaled(let record, _):
            if case .observed(let node, _, _) = record.event { latest[node]?.isLookedAt = true }
        case .sentAgain(let request):
            guard let known = latest[request.node], known.isLookedAt || known.number != request.number else {
                return nil
            }
            return "request \(request.number) of \(scene.label(of: request.node)) is sent again after a look at it"
        default: break
        }
        return nil
    }
}
