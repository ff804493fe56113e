package import RunbookCompiler

/// Which approvals stand before which shifts and promotions.
///
/// An approval guards all that comes after it, up to the next one that is asked in any case.
package struct ApprovalGuards: Sendable {
    /// By approval, the shifts and promotions that it guards.
    package private(set) var guarded: [[NodeID]]
    /// By shift or promotion, the nodes of the approvals that guard it.
    package private(set) var guards: [NodeID: [NodeID]] = [:]

    init(_ plan: Plan) {
        guarded = Array(repeating: [], count: plan.approvals.count)
        guard !plan.approvals.isEmpty else { return }
        for index in plan.nodes.indices {
            guard case .approval(let approval) = plan.nodes[index].kind else { continue }
            guarded[approval] = Self.guarded(by: NodeID(index), plan)
            for node in guarded[approval] { guards[node, default: []].append(NodeID(index)) }
        }
    }

    private static func guarded(by approval: NodeID, _ plan: Plan) -> [NodeID] {
        var (seen, queue, found): (Set<NodeID>, [NodeID], [NodeID]) = ([approval], [approval], [])
        while let node = queue.popLast() {
            for next in plan.successors(of: node) where seen.insert(next).inserted {
                switch plan.operation(of: next) {
                case .shift, .promote: found.append(next)
                default: break
                }
                if case .approval = plan.nodes[next.index].kind, plan.nodes[next.index].when == .always { continue }
                queue.append(next)
            }
        }
        return found.sorted { $0.index < $1.index }
    }
}
