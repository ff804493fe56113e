import Runbook

/// The increments of all shifts of the main section, in the order in which they run.
struct Hops {
    struct Hop {
        var node: NodeID
        var pair: Int
        var services: ServiceSet
        var percent: BasisPoints
        var modes: ModeGuard
        /// Whether the percent is known; a parameter without a value stands for everything.
        var hasValue: Bool
        var origin: SourceOrigin
    }

    /// Where each percent of a shift is written; such a list may be long.
    private struct Percents {
        var spans: [BasisPoints: SourceSpan] = [:]
        var hasValues = true

        init(_ shift: Action.Shift, _ scope: Scope) {
            for written in shift.percent {
                guard let share = scope.share(written) else {
                    hasValues = false
                    continue
                }
                if spans[share] == nil { spans[share] = written.span }
            }
        }
    }

    private(set) var all: [Hop] = []
    private(set) var dependOnMode = false

    init(_ subject: CheckSubject) {
        guard !subject.linked.entries(of: .shift).isEmpty else { return }
        let plan = subject.plan
        var lists: [ObjectIdentifier: Percents] = [:]
        for node in subject.order.nodes where plan.nodes[node.index].section == 0 {
            guard case .effect(let operation) = plan.nodes[node.index].kind,
                case .shift(let pair, let services, let percent) = plan.operations[operation],
                let entry = subject.entry(of: node), case .shift(let shift) = entry.step.action.value
            else { continue }
            let modes = plan.nodes[node.index].when
            if modes != .always { dependOnMode = true }
            let list = lists[ObjectIdentifier(entry)] ?? Percents(shift, entry.scope)
            lists[ObjectIdentifier(entry)] = list
            all.append(
                Hop(
                    node: node, pair: pair, services: services, percent: percent, modes: modes,
                    hasValue: list.hasValues,
                    origin: entry.origin(list.spans[percent] ?? entry.step.id.span)))
        }
    }
}
