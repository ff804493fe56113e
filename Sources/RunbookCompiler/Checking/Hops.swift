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

    private(set) var all: [Hop] = []
    private(set) var dependOnMode = false

    init(_ subject: CheckSubject) {
        guard !subject.linked.entries(of: .shift).isEmpty else { return }
        let plan = subject.plan
        for node in subject.order.nodes where plan.nodes[node.index].section == 0 {
            guard case .effect(let operation) = plan.nodes[node.index].kind,
                case .shift(let pair, let services, let percent) = plan.operations[operation],
                let entry = subject.entry(of: node), case .shift(let shift) = entry.step.action.value
            else { continue }
            let modes = plan.nodes[node.index].when
            if modes != .always { dependOnMode = true }
            let written = shift.percent.first { entry.scope.share($0) == percent }
            let hasValue = shift.percent.allSatisfy { entry.scope.share($0) != nil }
            all.append(
                Hop(
                    node: node, pair: pair, services: services, percent: percent, modes: modes, hasValue: hasValue,
                    origin: entry.origin(written?.span ?? entry.step.id.span)))
        }
    }
}
