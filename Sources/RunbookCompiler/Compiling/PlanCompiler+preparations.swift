import Runbook

extension PlanCompiler {
    /// The longest that a run waits for what it can do without.
    private static let longestPreparation = Milliseconds.seconds(30)

    /// Adds what is prepared directly before a fence; returns what the fence then waits for.
    ///
    /// A preparation waits for all that its fences wait for, so that it comes as late as it can.
    mutating func prepare(before fence: Int, _ treatment: Treatment, after predecessors: [NodeID]) -> [NodeID] {
        guard let windows = windows[fence] else { return predecessors }
        for window in windows where preparations[window.promotion] == nil { add(window, treatment) }
        let added = preparations(before: fence)
        let isWide = predecessors.count > 1 && added.count > 1 && predecessors.count * added.count > 4
        let before = isWide ? [join(treatment, after: predecessors)] : predecessors
        for preparation in added {
            for predecessor in before { assembler.addEdge(from: predecessor, to: preparation) }
        }
        return added
    }

    /// What has been added before a fence.
    func preparations(before fence: Int) -> [NodeID] {
        windows[fence]?.compactMap { preparations[$0.promotion] } ?? []
    }

    private mutating func add(_ window: WriterlessWindow, _ treatment: Treatment) {
        let entry = linked.entries[window.promotion]
        guard let promotion = effect(entry), case .effect(let operation) = promotion.node.kind else { return }
        promotions[window.promotion] = promotion
        var node = node(for: .prepare(operation: operation), entry)
        node.section = treatment.section
        node.when = window.when
        node.failureRule = .proceed
        node.undo = .restore
        node.timeout = min(node.timeout, Self.longestPreparation)
        node.attemptTimeout = min(node.attemptTimeout, node.timeout)
        node.retry = .once
        node.isObservable = false
        preparations[window.promotion] = add(node, label(entry, operation), entry: window.promotion)
    }

    private func label(_ entry: StepEntry, _ promotion: Int) -> NodeLabel {
        let suffix = ".prepare"
        guard wantsTexts else {
            return NodeLabel(id: suffix, step: entry.step.id.value, title: "", origin: entry.idOrigin)
        }
        let isNamed = entry.step.action.value.service != nil
        return NodeLabel(
            id: entry.name + suffix, step: entry.name,
            title: assembler.plan.title(of: .prepare(operation: promotion), service: isNamed), origin: entry.idOrigin)
    }
}
