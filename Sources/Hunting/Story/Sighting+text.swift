import Engine
import RunbookCompiler
import World

extension Sighting {
    /// One line of a trace; the same story gives the same lines.
    func text(_ scene: Scene) -> String {
        switch self {
        case .took(let epoch): return "epoch \(epoch.rawValue) takes the run"
        case .journaled(let record, let epoch):
            return "\(record.sequence) by \(epoch.rawValue): \(Sighting.text(record.event, scene))"
        case .live(_, let sequence): return "live after \(sequence)"
        case .sampled: return "a sample"
        case .looked: return "a look"
        case .asked(let request): return "\(Sighting.text(request, scene)) is asked for"
        case .sentAgain(let request): return "\(Sighting.text(request, scene)) is sent again"
        case .tookEffect(let request, _, _): return "\(Sighting.text(request, scene)) takes effect"
        case .outside(let region):
            return "\(scene.plan.topology.name(of: region)) is reachable: \(scene.truth.isReachable[region.index])"
        case .rested(let phase): return "at rest: \(phase)"
        case .over: return "over"
        }
    }

    private static func text(_ request: Request, _ scene: Scene) -> String {
        "request \(request.number) (\(request.fate.rawValue), epoch \(request.assignment.epoch.rawValue)) "
            + "\(request.assignment.isUndo ? "undo of " : "")\(scene.label(of: request.node))"
    }

    private static func text(_ event: Event, _ scene: Scene) -> String {
        switch event {
        case .observed(let node, let token, _):
            return "observed \(scene.label(of: node)) \(token.attempt)\(token.isUndo ? " undo" : "")"
        case .finished(let node, let token, let result):
            return "finished \(scene.label(of: node)) \(token.attempt)\(token.isUndo ? " undo" : "") \(result)"
        case .timerFired(.timeout(let node)): return "timeout \(scene.label(of: node))"
        case .timerFired(.attempt(let node)): return "attempt's end \(scene.label(of: node))"
        case .timerFired(.retry(let node)): return "retry \(scene.label(of: node))"
        case .timerFired(.recheck(let node)): return "recheck \(scene.label(of: node))"
        case .timerFired(.within(let node)): return "limit \(scene.label(of: node))"
        case .timerFired(.wait(let node)): return "waited \(scene.label(of: node))"
        case .answered(let node, let answer):
            return "answered \(scene.label(of: node)) by \(answer.person) \(answer.isGranted)"
        case .ordered(.retry(let node)): return "ordered retry \(scene.label(of: node))"
        case .ordered(.skip(let node)): return "ordered skip \(scene.label(of: node))"
        case .ordered(.acceptTwoWriters(let node)): return "accepted two writers \(scene.label(of: node))"
        default: return "\(event)"
        }
    }
}
