import Engine
import Runbook
import RunbookCompiler
import World

/// A promotion loses no more than its bound, as far as its look could tell.
package struct LossWithinBound: HuntChecker {
    package static let name = "LossWithinBound"
    package static let interests: Interests = .tookEffect
    /// What writes may add between a look and the request.
    private static let slack = Milliseconds(1600)

    package init() {}

    package func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        guard case .tookEffect(let request, let before, _) = sighting,
            case .promote(let region, let services, let bound) = request.assignment.effect
        else { return nil }
        for service in services where before[region, service].role != .writer {
            guard let lag = before[region, service].lag else {
                return "\(scene.label(of: request.node)) promotes data of unknown age"
            }
            guard lag > bound + LossWithinBound.slack + (scene.now - request.asked) else { continue }
            let isExcused = scene.plan.topology.regionIndices.contains { scene.looks.isExcused(request, $0) }
            if !isExcused { return "\(scene.label(of: request.node)) loses \(lag), above \(bound)" }
        }
        return nil
    }
}
