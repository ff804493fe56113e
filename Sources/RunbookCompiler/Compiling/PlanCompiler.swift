import Runbook

/// Turns a linked runbook into a plan. Whatever cannot be resolved becomes a join, so that the rules about the graph
/// can run on the rest; only a runbook without errors leaves the checker.
struct PlanCompiler {
    let linked: LinkedRunbook
    let actions: ActionCatalogue
    /// Without it ids are short and titles empty: the rules need none of them.
    let wantsTexts: Bool
    var assembler: PlanAssembler
    var sections: [PendingSection] = []
    var entryOfNode: [Int32] = []
    var nodesOfEntry: [Range<Int>]
    var parallels: [[Range<Int>]] = []
    var neededEdges: [(from: NodeID, to: NodeID)] = []
    var neededBy: [Int] = []
    /// The last nodes of entries that have several, or that end in a child's `finally`.
    var lastNodes: [Int: [NodeID]] = [:]
    /// By scope and gate; nil until it is first used.
    var planGates: [[Int?]]
    var gateIndices: [PlanGate: Int] = [:]
    var joinCount = 0
    /// By the fences that begin them. Known only once the plan has been laid out without preparations.
    let windows: [Int: [WriterlessWindow]]
    /// By the entries of their promotions, what has been laid out for windows.
    var preparations: [Int: NodeID] = [:]
    /// Effects that preparations speak of before their own turn comes, by entry.
    var promotions: [Int: (node: Node, captures: Int)] = [:]

    /// A section whose nodes are laid out later.
    struct PendingSection {
        var section: Int
        var elements: [LinkedElement]
        var treatment: Treatment
        var isFinally: Bool
    }

    static func compile(
        _ linked: LinkedRunbook, actions: ActionCatalogue, wantsTexts: Bool = true, usesNeeds: Bool = true
    ) -> CompiledPlan {
        func compile(_ windows: [WriterlessWindow], wantsTexts: Bool) -> CompiledPlan {
            var compiler = PlanCompiler(linked, actions: actions, wantsTexts: wantsTexts, windows)
            compiler.layOut(usesNeeds: usesNeeds)
            return compiler.finish()
        }
        guard actions.prepares.contains(.promote), !linked.entries(of: .promote).isEmpty else {
            return compile([], wantsTexts: wantsTexts)
        }
        let windows = WindowFinder.windows(in: compile([], wantsTexts: false))
        let prepared = compile(windows, wantsTexts: wantsTexts)
        // Where windows with several fences each are interlaced, their preparations may wait for one another.
        let isSound = windows.isEmpty || PlanOrder(prepared.plan).isComplete
        return isSound ? prepared : compile([], wantsTexts: wantsTexts)
    }

    private consuming func finish() -> CompiledPlan {
        var result = CompiledPlan(
            plan: assembler.finish(), entryOfNode: entryOfNode, nodesOfEntry: nodesOfEntry, parallels: parallels,
            neededEdges: neededEdges, neededBy: neededBy)
        result.holdApprovalsAfterPointOfNoReturn(linked)
        return result
    }

    private init(
        _ linked: LinkedRunbook, actions: ActionCatalogue, wantsTexts: Bool, _ windows: [WriterlessWindow]
    ) {
        self.linked = linked
        var byFence: [Int: [WriterlessWindow]] = [:]
        for window in windows {
            for fence in window.fences { byFence[fence, default: []].append(window) }
        }
        self.windows = byFence
        self.actions = actions
        self.wantsTexts = wantsTexts
        let root = linked.root
        var parameters: [String: ParameterValue] = [:]
        for (parameter, value) in zip(root.runbook.parameters, root.values) { parameters[parameter.name.value] = value }
        assembler = PlanAssembler(
            Plan(
                runbook: root.runbook.name.value, version: root.runbook.version.value,
                strategy: root.runbook.strategy.value, summary: root.runbook.summary?.value ?? "",
                topology: linked.topology, parameters: parameters))
        nodesOfEntry = Array(repeating: 0..<0, count: linked.entries.count)
        planGates = linked.scopes.map { Array(repeating: nil, count: $0.runbook.gates.count) }
    }

    private mutating func layOut(usesNeeds: Bool) {
        let root = linked.root
        setLimits(root)
        addProperties()
        _ = addSection(.main)
        _ = sequence(root.steps, Treatment(prefix: ""), after: [])
        let count = assembler.plan.nodes.count
        assembler.update { $0.sections[0].nodes = 0..<count }
        if !root.finally.isEmpty {
            let section = addSection(.finally(scope: 0..<count))
            assembler.update { $0.finally = section }
            sections.append(
                PendingSection(
                    section: section, elements: root.finally, treatment: Treatment(prefix: "finally."),
                    isFinally: true))
        }
        layOutSections()
        if usesNeeds { addNeeds() }
    }

    /// Undo branches first, then what runs at an end; each may bring further ones of its kind.
    private mutating func layOutSections() {
        for isFinally in [false, true] {
            var next = 0
            while next < sections.count {
                let pending = sections[next]
                next += 1
                guard pending.isFinally == isFinally else { continue }
                let start = assembler.plan.nodes.count
                var treatment = pending.treatment
                treatment.section = pending.section
                treatment.isMain = false
                _ = sequence(pending.elements, treatment, after: [])
                let end = assembler.plan.nodes.count
                assembler.update { $0.sections[pending.section].nodes = start..<end }
            }
        }
    }

    mutating func addSection(_ purpose: Section.Purpose) -> Int {
        assembler.update { plan in
            plan.sections.append(Section(purpose: purpose, nodes: 0..<0))
            return plan.sections.count - 1
        }
    }

    private mutating func setLimits(_ root: Scope) {
        let runbook = root.runbook
        let bounding = linked.bounding
        let durations = actions.durations
        assembler.update { plan in
            if let bounding { plan.deadline = bounding.deadline }
            if let reserve = root.time(runbook.limits.rollbackReserve) { plan.rollbackReserve = reserve }
            plan.durations = durations
            plan.rto = root.time(runbook.objectives.rto)
            plan.rpo = root.time(runbook.objectives.rpo)
        }
    }
}
