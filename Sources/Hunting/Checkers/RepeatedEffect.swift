import Engine
import RunbookCompiler

/// What is recorded as done is not asked for again, judged by the records alone.
package struct RepeatedEffect: HuntChecker {
    package static let name = "RepeatedEffect"
    package static let interests: Interests = [.took, .journaled, .asked]
    private var done: Set<Way> = []
    private var epoch = Epoch(rawValue: 0)

    package init() {}

    package mutating func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        switch sighting {
        case .took(let epoch): self.epoch = epoch
        case .journaled(let record, _):
            guard case .finished(let node, let token, .done) = record.event else { return nil }
            done.insert(Way(node: node, isUndo: token.isUndo))
        case .asked(let request):
            guard request.assignment.epoch == epoch,
                done.contains(Way(node: request.node, isUndo: request.assignment.isUndo))
            else { return nil }
            return "\(scene.label(of: request.node)) is asked for again though it is recorded as done"
        default: break
        }
        return nil
    }
}
