import Runbook

/// What the decoder leaves out of a draft, noted as it goes.
final class GapNotes {
    private(set) var gaps: Gaps

    /// From what the validator found, whose tree loses its faulty nodes.
    init(_ validator: inout Validator) {
        validator.tree.poisonFaulty()
        let tree = validator.tree
        var places = validator.sink.diagnostics.map(\.origin.span.start)
        for node in tree.nodes where node.kind == .poison { places.append(node.start) }
        gaps = Gaps(places: places, strayNames: Set(validator.strayKeys.map { tree.string($0) }))
        gaps.mentions = validator.mentions
    }

    func touch(_ span: SourceSpan) -> Bool { gaps.touch(span) }
    func omitParameter(_ name: String) { gaps.parameters.append(name) }
    func lackSteps() { gaps.lacksSteps = true }
    func mention(_ kind: Gaps.Mention.Kind, _ name: Located<String>) { gaps.mentions.append(.init(kind, name)) }

    /// Notes which of the sections that declare names may have lost some of them.
    func lookAtSections(of tree: Tree) {
        gaps.lacksParameters = lacksNames(.parameters, tree)
        gaps.lacksGates = lacksNames(.gates, tree)
        gaps.lacksSteps = gaps.lacksSteps || lacksNames(.steps, tree)
    }

    /// Whether a section may have lost some of the names that it declares.
    func lacksNames(_ key: Key, _ tree: Tree) -> Bool {
        var isThere = false
        var isDoubtful = false
        var child = tree[tree.root].content
        while child != TreeNode.none {
            let (index, value) = (child, tree[child].next)
            guard value != TreeNode.none else { break }
            child = tree[value].next
            if tree[index].kind != .scalar {
                isDoubtful = isDoubtful || tree.text(ofPoison: index) == key.name
            } else if tree[index].key == key {
                isThere = true
                isDoubtful = isDoubtful || tree[value].kind == .scalar || tree.containsPoison(value)
            }
        }
        if isDoubtful || isThere { return isDoubtful }
        return hasDoubtfulKeys(tree)
    }

    /// Whether the document has keys at its top that may have been meant otherwise.
    private func hasDoubtfulKeys(_ tree: Tree) -> Bool {
        var child = tree[tree.root].content
        while child != TreeNode.none {
            if tree[child].kind != .scalar || tree[child].key == nil { return true }
            let value = tree[child].next
            child = value == TreeNode.none ? value : tree[value].next
        }
        return false
    }
}

extension Tree {
    /// A repeated key keeps its text.
    fileprivate func text(ofPoison index: Index) -> String? {
        let node = self[index]
        guard node.content != TreeNode.none, Int(node.content) + Int(node.count) <= text.count else { return nil }
        return String(decoding: text[node.textRange], as: UTF8.self)
    }

    /// Whether a collection is poison, or one of its own keys or items is.
    fileprivate func containsPoison(_ index: Index) -> Bool {
        guard self[index].kind != .poison else { return true }
        guard self[index].kind != .scalar else { return false }
        let isMapping = self[index].kind == .mapping
        var child = self[index].content
        while child != TreeNode.none {
            if self[child].kind == .poison { return true }
            child = isMapping ? self[self[child].next].next : self[child].next
        }
        return false
    }
}
