import Engine
import Runbook
import RunbookCompiler
import World

/// A hop moves its share of what there was to move when traffic first began to go that way.
package struct ShareAsAsked: HuntChecker {
    package static let name = "ShareAsAsked"
    package static let interests: Interests = .asked
    private struct Way: Hashable {
        var from: RegionIndex
        var to: RegionIndex
        var service: ServiceIndex
    }
    private struct Base {
        var from: BasisPoints
        var to: BasisPoints
    }
    private var bases: [Way: Base] = [:]

    package init() {}

    package mutating func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        guard case .asked(let request) = sighting, !request.assignment.isUndo,
            case .route(let from, let to, let routes) = request.assignment.effect,
            case .shift(_, _, let percent) = scene.plan.operation(of: request.node)
        else { return nil }
        for route in routes {
            let way = Way(from: from, to: to, service: route.service)
            guard let base = bases[way] ?? base(way, scene.truth) else { continue }
            bases[way] = base
            let gain = percent.of(base.from)
            guard route.to != base.to + gain || route.from != base.from - gain else { continue }
            return "\(scene.label(of: request.node)) is to move \(percent) of \(base.from), and asks for \(route.from) "
                + "and \(route.to)"
        }
        return nil
    }

    private func base(_ way: Way, _ world: WorldState) -> Base? {
        guard let from = world[way.from, way.service].weight, let to = world[way.to, way.service].weight else {
            return nil
        }
        return Base(from: from, to: to)
    }
}
