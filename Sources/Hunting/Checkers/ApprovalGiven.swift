import Engine
import RunbookCompiler

/// An approval is granted only by as many different people as it needs, each of whom may.
package struct ApprovalGiven: HuntChecker {
    package static let name = "ApprovalGiven"
    package static let interests: Interests = .journaled
    private var granted: [NodeID: Set<UInt8>] = [:]

    package init() {}

    package mutating func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        guard case .journaled(let record, _) = sighting, case .answered(let node, let answer) = record.event,
            case .approval(let index) = scene.plan.nodes[node.index].kind
        else { return nil }
        let approval = scene.plan.approvals[index]
        let isFit = approval.roles == 0 || answer.roles & approval.roles != 0
        if !isFit { return "an answer of somebody in no role counts at \(scene.label(of: node))" }
        if answer.isGranted {
            if approval.notInitiator, answer.person == 0 {
                return "\(scene.label(of: node)) is granted by whoever started the run"
            }
            granted[node, default: []].insert(answer.person)
        }
        guard scene.status(of: node) == .done, granted[node, default: []].count < Int(approval.need) else { return nil }
        return "\(scene.label(of: node)) is granted by too few"
    }
}
