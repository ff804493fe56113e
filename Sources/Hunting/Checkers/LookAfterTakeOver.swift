import Engine
import RunbookCompiler

/// A successor looks at what was in flight, where one can look, before anything is made of it; it does not wait for answers
/// that died with its predecessor.
package struct LookAfterTakeOver: HuntChecker {
    package static let name = "LookAfterTakeOver"
    package static let interests: Interests = .journaled

    package init() {}

    package func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        guard case .journaled(let record, _) = sighting, record.event == .resumed else { return nil }
        let waiting = scene.plan.nodes.indices.first { index in
            switch scene.fold.state.nodes[index].status {
            case .performing, .undoPerforming: scene.plan.nodes[index].isObservable
            default: false
            }
        }
        return waiting.map { "\(scene.label(of: NodeID($0))) waits for an answer that nobody will give" }
    }
}
