import Runbook

extension Decoder {
    func elements(_ list: Tree.Index) -> [Element] {
        if tree[list].kind != .sequence { notes?.lackSteps() }
        var elements: [Element] = []
        elements.reserveCapacity(Int(tree[list].count))
        for child in tree.children(list) {
            if let element = element(child) { elements.append(element) }
        }
        return elements
    }

    private func element(_ mapping: Tree.Index) -> Element? {
        guard let block = tree.value(.parallel, in: mapping) else { return step(mapping, id: nil).map { .step($0) } }
        if tree[block].kind != .sequence { notes?.lackSteps() }
        let branches = tree.children(block).map { branch in
            tree[branch].kind == .sequence ? elements(branch) : element(branch).map { [$0] } ?? []
        }
        return .parallel(branches, tree.span(mapping))
    }

    /// A step; an undo action has no id of its own.
    private func step(_ mapping: Tree.Index, id given: Located<String>?) -> Step? {
        var action: Located<Action>?
        var id = given
        for (key, value) in tree.pairs(mapping) {
            switch tree[key].key {
            case .id: id = scalar(value)
            case .gate, .shift, .promote, .fence, .replicate, .verify, .scale, .approve, .wait, .run, .runbook, .notify:
                action = self.action(key, value, in: mapping)
            default: break
            }
        }
        if let notes, tree[mapping].kind == .mapping {
            if id == nil { notes.lackSteps() }
            id = id ?? standIn(mapping)
            action = action ?? standIn(mapping, notes)
        }
        guard let id, let action else {
            notes?.lackSteps()
            return nil
        }
        var step = Step(id: id, action: action, span: tree.span(mapping))
        for (key, value) in tree.pairs(mapping) {
            switch tree[key].key {
            case .title: step.title = scalar(value)
            case .when: step.when = condition(value)
            case .needs: step.needs = oneOrMany(value, scalar)
            case .timeout: step.timeout = duration(value)
            case .attemptTimeout: step.attemptTimeout = duration(value)
            case .retry: step.retry = retry(value)
            case .watch: step.watch = scalar(value)
            case .onFailure: step.onFailure = choice(value, FailurePolicy.self)
            case .undo: step.undo = undo(key, value)
            case .irreversible: step.irreversible = scalar(value)
            default: break
            }
        }
        return step
    }

    private func undo(_ key: Tree.Index, _ value: Tree.Index) -> Located<[Element]>? {
        let branch =
            tree[value].kind == .sequence
            ? elements(value)
            : step(value, id: Located("undo", at: tree.span(key))).map { [.step($0)] } ?? []
        return Located(branch, at: tree.span(key))
    }
}
