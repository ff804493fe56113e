import Engine
import RunbookCompiler

/// A pause that was accepted rests as paused, unless somebody ordered otherwise, a deadline passed or a step failed for
/// good meanwhile.
///
/// An attempt in flight that comes back as not done, and may be repeated, is no failure for good.
package struct PauseRests: HuntChecker {
    package static let name = "PauseRests"
    package static let interests: Interests = [.journaled, .rested]
    private var isOrdered = false

    package init() {}

    package mutating func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        switch sighting {
        case .journaled(let record, _):
            if record.event == .ordered(.pause) {
                isOrdered = true
            } else if isOrdered {
                isOrdered = !PauseRests.isReason(record.event, scene)
            }
        case .rested(let phase):
            defer { isOrdered = false }
            if isOrdered, phase != .paused { return "a pause was accepted, and the run rests as \(phase)" }
        default: break
        }
        return nil
    }

    /// Whether a run that was told to pause may rest as something else because of this.
    private static func isReason(_ event: Event, _ scene: Scene) -> Bool {
        switch event {
        case .ordered(.switchMode): return false
        case .ordered, .answered: return true
        case .timerFired(let timer):
            if case .attempt(let node) = timer { return !scene.plan.nodes[node.index].isObservable }
            if case .recheck = timer { return false }
            if case .sample = timer { return false }
            return true
        case .sampled(_, let verdict): return verdict == .breaches || verdict == .unknown
        case .finished(_, _, .done): return false
        case .finished(let node, _, .notDone(let failure)):
            return !failure.isWorthRepeating || isLast(node, scene)
        case .finished(let node, _, .inDoubt): return !scene.plan.nodes[node.index].isObservable
        case .observed(let node, _, _): return isLast(node, scene) || scene.status(of: node) == .doubtful
        // What nobody can look at and must not be repeated is in doubt for good.
        case .resumed: return scene.fold.state.nodes.contains { $0.status == .doubtful }
        case .started, .inherited: return false
        }
    }

    /// Whether all attempts of a step have been made, or its time was over before.
    private static func isLast(_ node: NodeID, _ scene: Scene) -> Bool {
        let state = scene.fold.state.nodes[node.index]
        return state.attempt >= scene.plan.nodes[node.index].retry.attempts || state.flags.contains(.expired)
    }
}
