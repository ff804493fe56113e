import Engine
import Runbook
import RunbookCompiler

/// A wait, a soak or an attempt is not over before its time, by the journal's own clock.
package struct FullTime: HuntChecker {
    package static let name = "FullTime"
    package static let interests: Interests = .journaled
    /// Since when each step waits, or its attempt is under way.
    private var begun: [NodeID: Milliseconds] = [:]

    package init() {}

    package mutating func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        guard case .journaled(let record, _) = sighting else { return nil }
        let complaint = complaint(record, scene)
        // What is under way at a take-over is asked for anew.
        if record.event == .resumed { begun = begun.filter { scene.status(of: $0.key) == .waiting } }
        for index in scene.plan.nodes.indices {
            switch scene.fold.state.nodes[index].status {
            case .waiting, .performing, .undoPerforming:
                if begun[NodeID(index)] == nil { begun[NodeID(index)] = record.time }
            default: begun[NodeID(index)] = nil
            }
        }
        return complaint
    }

    private func complaint(_ record: JournalRecord, _ scene: Scene) -> String? {
        switch record.event {
        case .timerFired(.wait(let node)):
            guard case .wait(let length, _) = scene.plan.nodes[node.index].kind else { return nil }
            return early(node, length, record, "waits for", scene)
        case .timerFired(.attempt(let node)):
            return early(node, scene.plan.nodes[node.index].attemptTimeout, record, "is waited for for", scene)
        default: return nil
        }
    }

    private func early(
        _ node: NodeID, _ length: Milliseconds, _ record: JournalRecord, _ verb: String, _ scene: Scene
    ) -> String? {
        guard let begun = begun[node], record.time - begun < length else { return nil }
        return "\(scene.label(of: node)) \(verb) \(record.time - begun) instead of \(length)"
    }
}
