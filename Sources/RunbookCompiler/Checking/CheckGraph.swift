/// The plan as far as it could be compiled, and an order of its nodes.
struct CheckGraph {
    let compiled: CompiledPlan
    let order: PlanOrder
    let cycle: [Int]?

    init(_ linked: LinkedRunbook, _ context: CheckContext) {
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
}
