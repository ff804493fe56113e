import Engine
import RunbookCompiler
import World

/// No effect makes a second region acknowledge writes, unless a person accepted that risk by name.
package struct TwoWriters: HuntChecker {
    package static let name = "TwoWriters"
    package static let interests: Interests = [.journaled, .tookEffect]
    private var isAccepted = false

    package init() {}

    package mutating func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        switch sighting {
        case .journaled(let record, _):
            if case .ordered(.acceptTwoWriters) = record.event { isAccepted = true }
        case .tookEffect(let request, let before, let after):
            guard !isAccepted else { return nil }
            for service in scene.plan.topology.stateful {
                let count = TwoWriters.count(service, after)
                guard count > 1, count > TwoWriters.count(service, before) else { continue }
                let name = scene.plan.topology.name(of: service)
                return "\(scene.label(of: request.node)) makes \(count) writers of \(name)"
            }
        default: break
        }
        return nil
    }

    private static func count(_ service: ServiceIndex, _ world: WorldState) -> Int {
        world.regions.count { world[$0, service].acknowledgesWrites == .yes }
    }
}
