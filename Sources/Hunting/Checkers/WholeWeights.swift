import Engine
import Runbook
import RunbookCompiler
import World

/// The weights of each service sum to all of its traffic after each effect.
package struct WholeWeights: HuntChecker {
    package static let name = "WholeWeights"
    package static let interests: Interests = .tookEffect

    package init() {}

    package func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        guard case .tookEffect(let request, _, let after) = sighting,
            case .route(_, _, let routes) = request.assignment.effect
        else { return nil }
        for route in routes {
            let sum = after.regions.reduce(BasisPoints.zero) { $0 + (after[$1, route.service].weight ?? .zero) }
            guard sum != .all else { continue }
            let name = scene.plan.topology.name(of: route.service)
            return "the weights of \(name) sum to \(sum) after \(scene.label(of: request.node))"
        }
        return nil
    }
}
