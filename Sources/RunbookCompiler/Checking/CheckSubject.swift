import Runbook

/// What the rules look at: the linked runbook, the plan as far as it could be compiled, and where they report to.
final class CheckSubject {
    let linked: LinkedRunbook
    let context: CheckContext
    let compiled: CompiledPlan
    let order: PlanOrder
    /// Steps that depend on each other in a circle; the compiled plan then leaves out every `needs`.
    let cycle: [Int]?
    var report = Report()

    init(_ linked: LinkedRunbook, _ context: CheckContext) {
        self.linked = linked
        self.context = context
        let compiled = PlanCompiler.compile(linked, actions: context.actions, wantsTexts: false)
        let order = PlanOrder(compiled.plan)
        if order.isComplete {
            (self.compiled, self.order, cycle) = (compiled, order, nil)
        } else {
            cycle = CycleFinder.cycle(in: compiled, order)
            self.compiled = PlanCompiler.compile(
                linked, actions: context.actions, wantsTexts: false, usesNeeds: false)
            self.order = PlanOrder(self.compiled.plan)
        }
    }

    var plan: Plan { compiled.plan }
    var environment: Environment? { context.environment }
    var entries: [StepEntry] { linked.entries }

    func entry(of node: NodeID) -> StepEntry? {
        let index = compiled.entryOfNode[node.index]
        return index < 0 ? nil : linked.entries[Int(index)]
    }

    /// The id of a node's step with what the plan adds to it: `shift[25%].soak`.
    func name(of node: NodeID) -> String {
        guard let entry = entry(of: node) else { return "join" }
        return entry.name + plan.labels[node.index].id
    }
}
