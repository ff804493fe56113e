import Engine
import RunbookCompiler

/// What is recorded as an attempt's outcome is true of the attempt that was asked for last.
package struct TrueAnswer: HuntChecker {
    package static let name = "TrueAnswer"
    package static let interests: Interests = [.journaled, .asked]
    private var latest: [Way: Request] = [:]

    package init() {}

    package mutating func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        switch sighting {
        case .asked(let request):
            latest[Way(node: request.node, isUndo: request.assignment.isUndo)] = request
        case .journaled(let record, _):
            guard case .finished(let node, let token, let result) = record.event,
                let request = latest[Way(node: node, isUndo: token.isUndo)]
            else { return nil }
            switch result {
            case .done where request.state != .tookEffect:
                return "\(scene.label(of: node)) is recorded as done before its latest attempt was"
            case .notDone where request.state != .void:
                return "\(scene.label(of: node)) is recorded as not done, but its latest attempt \(request.words)"
            case .done, .notDone, .inDoubt: return nil
            }
        default: break
        }
        return nil
    }
}

extension Request {
    fileprivate var words: String { state == .open ? "may still act" : "took effect" }
}
