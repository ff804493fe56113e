import Engine
import RunbookCompiler

/// An action that is not declared repeatable is asked for again only when it certainly was not performed, or by order.
package struct RepeatedAction: HuntChecker {
    package static let name = "RepeatedAction"
    package static let interests: Interests = [.journaled, .asked]
    private var tries: [NodeID: Request] = [:]
    private var ordered: Set<NodeID> = []

    package init() {}

    package mutating func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        switch sighting {
        case .journaled(let record, _):
            switch record.event {
            case .finished(let node, _, .notDone): tries[node] = nil
            case .ordered(.retry(let node)): ordered.insert(node)
            default: break
            }
        case .asked(let request):
            let name = request.assignment.action?.name
            guard let declared = name.flatMap({ scene.specimen.catalogue.declaration(named: $0) }),
                !declared.isRepeatable
            else { return nil }
            defer { tries[request.node] = request }
            guard let before = tries[request.node], ordered.remove(request.node) == nil else { return nil }
            return "\(declared.name) of \(scene.label(of: request.node)) is asked for twice (\(before.fate.rawValue))"
        default: break
        }
        return nil
    }
}
