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
        var title: Located<String>?
        var hasTreatment = false
        for (key, value) in tree.pairs(mapping) {
            switch tree[key].key {
            case .id: id = scalar(value)
            case .title: title = scalar(value)
            case .gate, .shift, .promote, .fence, .replicate, .verify, .scale, .approve, .wait, .run, .runbook, .notify:
                action = self.action(key, value, in: mapping)
            case .with, nil: break
            default: hasTreatment = true
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
        return Step(
            id: id, title: title, action: action, span: tree.span(mapping),
            treatment: hasTreatment ? treatment(mapping) : nil)
    }

    private func treatment(_ step: Tree.Index) -> StepTreatment {
        var treatment = StepTreatment()
        for (key, value) in tree.pairs(step) {
            switch tree[key].key {
            case .when: treatment.when = condition(value)
            case .needs: treatment.needs = oneOrMany(value, scalar)
            case .timeout: treatment.timeout = duration(value)
            case .attemptTimeout: treatment.attemptTimeout = duration(value)
            case .retry: treatment.retry = retry(value)
            case .watch: treatment.watch = scalar(value)
            case .onFailure: treatment.onFailure = choice(value, FailurePolicy.self)
            case .undo: treatment.undo = undo(key, value)
            case .irreversible: treatment.irreversible = scalar(value)
            default: break
            }
        }
        return treatment
    }

    private func undo(_ key: Tree.Index, _ value: Tree.Index) -> Located<[Element]>? {
        let branch =
            tree[value].kind == .sequence
            ? elements(value)
            : step(value, id: Located("undo", at: tree.span(key))).map { [.step($0)] } ?? []
        return Located(branch, at: tree.span(key))
    }
}
