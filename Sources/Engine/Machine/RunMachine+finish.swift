import RunbookCompiler

/// The end of a run: `finally`, once, whatever the outcome.
extension RunMachine {
    mutating func finishRun(_ outcome: Phase.Outcome, _ commands: inout [Command]) {
        state.phase = .finishing(outcome)
        commands.append(.cancelTimer(.deadline))
        if nextFinally != nil { commands.append(.startTimer(.finallyBudget, plan.finallyBudget)) }
        finallyNext(&commands)
    }

    mutating func finallyNext(_ commands: inout [Command]) {
        guard case .finishing(let outcome) = state.phase else { return }
        guard let section = nextFinally else { return end(outcome, &commands) }
        if state.remaining[section] == nil { begin(section: section) } else { resume(section: section) }
    }

    /// Of the children that have begun, the inner ones first, then of the root.
    private var nextFinally: Int? {
        var root: Int?
        for section in plan.sections.indices where state.owesFinally(section, of: plan) {
            guard section == plan.finally else { return section }
            root = section
        }
        return root
    }

    mutating func end(_ outcome: Phase.Outcome, _ commands: inout [Command]) {
        state.phase = .ended(outcome)
        commands += [.cancelTimer(.finallyBudget), .rest]
    }
}
