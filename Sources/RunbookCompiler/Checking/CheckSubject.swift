import Runbook

/// What the rules look at: the linked runbook, the plan as far as it could be compiled, and where they report to.
final class CheckSubject {
    let linked: LinkedRunbook
    let context: CheckContext
    private(set) lazy var graph = CheckGraph(linked, context)
    var report = Report()
    private(set) lazy var precedence = Precedence(compiled, order)
    private(set) lazy var hops = Hops(self)
    private(set) lazy var dependsOnMode = compiled.plan.nodes.contains { $0.when != .always }
    private lazy var planned = PlanTiming(compiled.plan, order, mode: .planned)
    private lazy var emergency = PlanTiming(compiled.plan, order, mode: .emergency)

    init(_ linked: LinkedRunbook, _ context: CheckContext) {
        self.linked = linked
        self.context = context
    }

    /// What the runbook lacks, when it is a draft.
    var gaps: Gaps? { linked.gaps }
    var compiled: CompiledPlan { graph.compiled }
    var order: PlanOrder { graph.order }
    /// Steps that depend on each other in a circle; the compiled plan then leaves out every `needs`.
    var cycle: [Int]? { graph.cycle }
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

    func timing(in mode: Mode) -> PlanTiming {
        mode == .planned || !dependsOnMode ? planned : emergency
    }

    func origin(of node: NodeID) -> SourceOrigin {
        entry(of: node)?.idOrigin ?? linked.root.origin(linked.root.runbook.name.span)
    }

    /// The nodes of the main section that are of a kind.
    func nodes(where isWanted: (Node) -> Bool) -> [NodeID] {
        let plan = compiled.plan
        return plan.sections[0].nodes.filter { isWanted(plan.nodes[$0]) }.map(NodeID.init)
    }

    /// The nodes of the main section that perform an operation.
    func effects(where isWanted: (Operation) -> Bool) -> [NodeID] {
        let plan = compiled.plan
        return nodes { node in
            if case .effect(let operation) = node.kind { isWanted(plan.operations[operation]) } else { false }
        }
    }

    /// Whether a step of these kinds could not be compiled, so that its absence from the plan says nothing.
    func hasUnresolved(_ kinds: ActionKind...) -> Bool {
        kinds.contains { kind in
            linked.entries(of: kind).contains { entry in
                compiled.nodesOfEntry[entry].first.map { compiled.plan.nodes[$0].kind == .join } ?? false
            }
        }
    }

    /// Whether two steps never take place in the same run.
    func areApart(_ first: StepEntry, _ second: StepEntry) -> Bool {
        first.guardOfModes.isDisjoint(with: second.guardOfModes)
    }

    /// Of a built-in metric, or of one that the environment declares; nil when it is not known.
    func dimension(of metric: Metric) -> Dimension? {
        guard case .custom(let name) = metric else { return metric.dimension }
        return environment?.metrics.first { $0.name.value == name }?.dimension.value
    }
}
