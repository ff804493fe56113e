import Runbook
import RunbookCompiler
import World

/// No effect gives traffic to a region that cannot serve it, or takes away the capacity that serves it.
///
/// What happened to the region by itself since the look on which the effect was decided is no fault of the engine.
package struct FitReceiver: HuntChecker {
    package static let name = "FitReceiver"
    package static let interests: Interests = .tookEffect

    package init() {}

    package func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        guard case .tookEffect(let request, let before, let after) = sighting else { return nil }
        for cell in request.cells where cell.facet == .weight || cell.facet == .capacity {
            guard scene.plan.topology.routed.contains(cell.service) else { continue }
            let (old, new) = (before[cell.region, cell.service], after[cell.region, cell.service])
            let (oldLack, newLack) = (FitReceiver.unserved(old), FitReceiver.unserved(new))
            guard newLack > oldLack, !scene.looks.isExcused(request, cell.region) else { continue }
            let topology = scene.plan.topology
            return "\(scene.label(of: request.node)) leaves \(newLack) of \(topology.name(of: cell.service)) in "
                + "\(topology.name(of: cell.region)) unserved"
        }
        return nil
    }

    /// The share of requests that arrive and are not served.
    private static func unserved(_ state: ServiceState) -> BasisPoints {
        let weight = state.weight ?? .zero
        guard state.isServing == .yes else { return weight }
        return max(.zero, weight - (state.capacity ?? .zero))
    }
}
