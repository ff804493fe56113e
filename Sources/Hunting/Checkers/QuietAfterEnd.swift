import Engine

/// Once a run has ended, nothing that it asked for changes a region any more.
struct QuietAfterEnd: HuntChecker {
    static let name = "QuietAfterEnd"

    func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        switch sighting {
        case .rested(let phase):
            let isInFlight = scene.fold.state.nodes.contains { $0.status.isInFlight }
            return isInFlight ? "at rest (\(phase)) with an effect in flight" : nil
        case .tookEffect(let request, let before, let after):
            guard case .ended(let outcome) = scene.fold.state.phase, before != after else { return nil }
            return "\(scene.label(of: request.node)) takes effect after the run has ended (\(outcome.rawValue))"
        default: return nil
        }
    }
}
