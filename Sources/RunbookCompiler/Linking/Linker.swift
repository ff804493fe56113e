import Runbook

/// Enters every step of a runbook and of its children, binds parameters, and looks references up. It judges
/// nothing: what it could not find is recorded for the rules.
struct Linker {
    /// The most nodes that a plan may have: each increment of a shift, with its soak and its gate, is one to three.
    static let nodeCapacity = 50_000

    /// How deep children may lie in each other.
    static let depthCapacity = 16

    let context: CheckContext
    var linked: LinkedRunbook
    /// The names of the runbooks around the one being entered, outermost first.
    var chain: [String] = []
    /// The text of all children in bytes, each counted as often as it is called.
    var childText = 0
    private var nodes = 0

    /// - Parameter gaps: of a draft.
    static func link(_ runbook: Runbook, in context: CheckContext, gaps: Gaps? = nil) -> LinkedRunbook {
        var linker = Linker(context)
        linker.linked.gaps = gaps
        linker.linkRoot(runbook)
        return linker.linked
    }

    private init(_ context: CheckContext) {
        self.context = context
        let names = NameTable(context.environment)
        linked = LinkedRunbook(names: names, topology: Topology(regions: [], services: []))
    }

    private mutating func linkRoot(_ runbook: Runbook) {
        let root = Scope(index: 0, runbook: runbook, prefix: "", parent: nil)
        linked.scopes.append(root)
        bindRoot(root)
        enter(root)
        if let gaps = linked.gaps { for mention in gaps.mentions { note(mention, root) } }
        linked.topology = context.environment.map { Topology($0.truncated) } ?? linked.names.inferTopology()
    }

    mutating func enter(_ scope: Scope) {
        chain.append(scope.runbook.name.value)
        for index in scope.runbook.gates.indices { noteGate(scope.runbook.gates[index], scope) }
        noteHeader(scope)
        noteProperties(scope)
        let namespace = addNamespace()
        linked.namespaces[namespace].reserveCapacity(scope.runbook.steps.count)
        linked.entries.reserveCapacity(linked.entries.count + scope.runbook.steps.count)
        scope.steps = enter(scope.runbook.steps, scope, .main, namespace: namespace, undoes: nil, scope.prefix)
        if !scope.runbook.finally.isEmpty {
            scope.finally = enter(
                scope.runbook.finally, scope, .finally, namespace: addNamespace(), undoes: nil,
                scope.prefix + "finally.")
        }
        chain.removeLast()
    }

    private mutating func addNamespace() -> Int {
        linked.namespaces.append([:])
        return linked.namespaces.count - 1
    }

    private mutating func enter(
        _ elements: [Element], _ scope: Scope, _ place: StepEntry.Place, namespace: Int, undoes: Int?,
        _ prefix: String
    ) -> [LinkedElement] {
        var result: [LinkedElement] = []
        result.reserveCapacity(elements.count)
        for element in elements {
            switch element {
            case .step(let step):
                result.append(.step(enter(step, scope, place, namespace: namespace, undoes: undoes, prefix)))
            case .parallel(let branches, _):
                var linkedBranches: [[LinkedElement]] = []
                for branch in branches {
                    linkedBranches.append(enter(branch, scope, place, namespace: namespace, undoes: undoes, prefix))
                }
                result.append(.parallel(linkedBranches))
            }
        }
        return result
    }

    private mutating func enter(
        _ step: Step, _ scope: Scope, _ place: StepEntry.Place, namespace: Int, undoes: Int?,
        _ prefix: String
    ) -> Int {
        let index = linked.entries.count
        let entry = StepEntry(step, in: scope, place: place, namespace: namespace, undoes: undoes, prefix: prefix)
        if let gaps = linked.gaps, scope.parent == nil { entry.isWhole = !gaps.touch(step.span) }
        linked.entries.append(entry)
        linked.byAction[step.action.value.kind.rawValue].append(index)
        if let earlier = linked.namespaces[namespace].updateValue(index, forKey: step.id.value) {
            linked.namespaces[namespace][step.id.value] = earlier
            linked.duplicates.append((index, earlier))
        }
        nodes += step.action.value.nodeCount
        if nodes > Linker.nodeCapacity, linked.excess == nil { linked.excess = index }
        note(step, scope)
        if entry.hasTreatment { noteTreatment(step, index) }
        if case .runbook(let child) = step.action.value { enterChild(child, of: entry) }
        if entry.hasTreatment, let undo = step.undo {
            entry.undo = enter(undo.value, scope, .undo, namespace: addNamespace(), undoes: index, entry.undoPrefix)
        }
        return index
    }

    private mutating func noteTreatment(_ step: Step, _ index: Int) {
        if step.when != nil { linked.withWhen.append(index) }
        if !step.needs.isEmpty { linked.withNeeds.append(index) }
        if step.timeout != nil || step.attemptTimeout != nil || step.retry != nil { linked.withTimes.append(index) }
        if step.onFailure != nil { linked.withOnFailure.append(index) }
        if step.undo != nil { linked.withUndo.append(index) }
        if step.irreversible != nil { linked.withIrreversible.append(index) }
    }
}

extension Action {
    /// How many nodes a plan has of it at most, the steps of a child not counted: of a call, where it starts, its
    /// end, and its `finally`.
    fileprivate var nodeCount: Int {
        switch self {
        case .shift(let shift):
            shift.percent.count * (1 + (shift.soak == nil ? 0 : 1) + (shift.gate == nil ? 0 : 1))
        case .runbook: 3
        default: 1
        }
    }
}

extension Environment {
    /// As much of it as a topology can hold; the rule on its size reports the rest.
    var truncated: Environment {
        guard regions.count > NameTable.regionCapacity || services.count > ServiceSet.capacity else { return self }
        var result = self
        result.regions = Array(regions.prefix(NameTable.regionCapacity))
        result.services = Array(services.prefix(ServiceSet.capacity))
        return result
    }
}
