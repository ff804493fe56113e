import Engine
import RunbookCompiler

/// No rollback is under way while a step forward is in doubt.
package struct DoubtBeforeRollback: HuntChecker {
    package static let name = "DoubtBeforeRollback"
    package static let interests: Interests = .journaled

    package init() {}

    package func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        guard scene.fold.state.phase == .rollingBack else { return nil }
        let doubtful = scene.plan.nodes.indices.first { index in
            scene.fold.state.nodes[index].status == .doubtful
                && scene.plan.sections[scene.plan.nodes[index].section].purpose == .main
        }
        return doubtful.map { "the run rolls back while \(scene.label(of: NodeID($0))) is in doubt" }
    }
}
