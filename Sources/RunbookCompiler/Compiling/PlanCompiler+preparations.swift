import Runbook

extension PlanCompiler {
    /// The longest that a run waits for what it can do without.
    private static let longestPreparation = Milliseconds.seconds(30)

    /// Adds what is prepared directly before a fence; returns what the fence then waits for.
    ///
    /// A preparation waits for all that its fences wait for, so that it comes as late as it can.
    mutating func preparations(
        before fence: Int, _ treatment: Treatment, after predecessors: [NodeID]
    ) -> [NodeID] {
        guard let windows = windows[fence] else { return predecessors }
        return windows.compactMap { window in
            guard let node = preparation(for: window, treatment) else { return nil }
            for predecessor in predecessors { assembler.addEdge(from: predecessor, to: node) }
            return node
        }
    }

    private mutating func preparation(for window: WriterlessWindow, _ treatment: Treatment) -> NodeID? {
        if let known = preparations[window.promotion] { return known }
        let entry = linked.entries[window.promotion]
        guard let promotion = effect(entry), case .effect(let operation) = promotion.node.kind else { return nil }
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
        let preparation = add(node, label(entry, operation), entry: window.promotion)
        preparations[window.promotion] = preparation
        return preparation
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
