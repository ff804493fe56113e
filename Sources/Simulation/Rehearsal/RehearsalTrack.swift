import Engine
package import Runbook
package import RunbookCompiler

/// When each step of a rehearsal was under way, and what the run as a whole was doing.
package struct RehearsalTrack: Hashable, Sendable {
    /// One time that a node was under way, forward or being undone.
    package struct Stint: Hashable, Sendable {
        package enum End: Hashable, Sendable {
            case done, undone, failed
            /// The rehearsal was over before it.
            case open
        }

        package var node: NodeID
        package var isUndo: Bool
        package var start: Milliseconds
        package var end: Milliseconds
        package var ending: End
    }

    /// A stretch of time in which a run was going forward, going back, or finishing.
    package struct Stretch: Hashable, Sendable {
        package enum Way: Hashable, Sendable {
            case forward, back, finishing
        }

        package var way: Way
        package var start: Milliseconds
        package var end: Milliseconds
    }

    /// In the order in which they began.
    package private(set) var stints: [Stint] = []
    package private(set) var stretches: [Stretch] = []
    /// When the point of no return was crossed.
    package private(set) var crossing: Milliseconds?

    private var open: [Int?]

    package init(_ report: RehearsalReport) {
        let plan = report.session.plan
        open = Array(repeating: nil, count: plan.nodes.count)
        var session = RunSession(plan: plan, initiator: "", settleTime: .zero)
        var before = session.machine.state.nodes
        let end = report.start + report.duration
        for record in report.records {
            guard (try? session.replay(record)) != nil else { break }
            let state = session.machine.state
            for index in before.indices where before[index].status != state.nodes[index].status {
                follow(NodeID(index), from: before[index].status, to: state.nodes[index].status, plan, at: record.time)
            }
            before = state.nodes
            follow(state.phase, at: record.time)
            crossing = crossing ?? (state.crossings > 0 ? record.time : nil)
        }
        for index in stints.indices where stints[index].ending == .open { stints[index].end = end }
        if !stretches.isEmpty { stretches[stretches.count - 1].end = end }
    }

    private mutating func follow(
        _ node: NodeID, from old: NodeState.Status, to new: NodeState.Status, _ plan: Plan, at now: Milliseconds
    ) {
        guard plan.nodes[node.index].kind != .join else { return }
        if let index = open[node.index], !new.isActive || new.isUndo != stints[index].isUndo {
            stints[index].end = now
            stints[index].ending = RehearsalTrack.ending(new, after: old)
            open[node.index] = nil
        }
        guard new.isActive, open[node.index] == nil else { return }
        open[node.index] = stints.count
        stints.append(Stint(node: node, isUndo: new.isUndo, start: now, end: now, ending: .open))
    }

    private static func ending(_ status: NodeState.Status, after old: NodeState.Status) -> Stint.End {
        switch status {
        case .done, .skipped: .done
        case .undone: .undone
        // An effect that failed in part is taken back too.
        case _ where status.isUndo: old.isUndo ? .undone : .failed
        default: .failed
        }
    }

    private mutating func follow(_ phase: Phase, at now: Milliseconds) {
        let way: Stretch.Way
        switch phase {
        case .idle, .paused, .held, .ended: return
        case .running: way = .forward
        case .settling, .rollingBack: way = .back
        case .finishing: way = .finishing
        }
        guard stretches.last?.way != way else { return }
        if !stretches.isEmpty { stretches[stretches.count - 1].end = now }
        stretches.append(Stretch(way: way, start: now, end: now))
    }
}
