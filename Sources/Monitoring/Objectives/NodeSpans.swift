package import Engine
package import Runbook
package import RunbookCompiler

/// When each node of a past run began and was done, as its journal says.
package struct NodeSpans: Sendable {
    package struct Span: Hashable, Sendable {
        package var start: Milliseconds
        package var end: Milliseconds
        /// Something was done, or somebody asked; otherwise it was found to be so already.
        package var isWork: Bool
    }

    /// Of those that were done.
    package private(set) var spans: [NodeID: Span] = [:]

    /// A journal that does not fit the plan is read as far as it does.
    package init(_ records: [JournalRecord], of plan: Plan, initiator: String) {
        var session = RunSession(plan: plan, initiator: initiator, settleTime: .zero)
        var starts: [NodeID: Milliseconds] = [:]
        var worked: Set<NodeID> = []
        for record in records {
            let before = session.machine.state.nodes.map(\.status)
            do throws(Refusal) { try session.replay(record) } catch { return }
            for (index, node) in session.machine.state.nodes.enumerated() where node.status != before[index] {
                let id = NodeID(index)
                if before[index] == .pending { starts[id] = record.time }
                if node.status == .performing || node.status == .asking { worked.insert(id) }
                if node.status == .done, let start = starts[id] {
                    spans[id] = Span(start: start, end: record.time, isWork: worked.contains(id))
                }
            }
        }
    }
}
