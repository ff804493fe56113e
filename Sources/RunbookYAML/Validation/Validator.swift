package import Runbook

/// Walks a located tree along the language's description and reports everything that does not fit; recognised keys and
/// parsed conditions are left in the tree for the decoder.
package struct Validator {
    package internal(set) var tree: Tree
    package internal(set) var sink: DiagnosticSink
    package internal(set) var conditions: [Located<Condition>] = []
    /// What conditions with errors name.
    private(set) var mentions: [Gaps.Mention] = []
    /// Keys that are not known where they stand.
    private(set) var strayKeys: [Tree.Index] = []
    /// How many bytes of conditions have been read; a parsed one takes many times its text.
    private var conditionBytes = 0

    package init(_ tree: Tree, sink: DiagnosticSink) {
        self.tree = tree
        self.sink = sink
    }

    package mutating func run(_ document: ObjectName) {
        validate(tree.root, as: .object(document), under: TreeNode.none)
    }

    /// Checks a node; `key` is the key that it stands under, where one does.
    mutating func validate(_ index: Tree.Index, as shape: Shape, under key: Tree.Index) {
        let node = tree[index]
        switch node.kind {
        case .scalar:
            if let scalar = shape.scalar {
                validateScalar(index, node, scalar, under: key)
            } else if node.isEmptyPlain {
                reportNoValue(index, shape, under: key)
            } else {
                reportWrongKind(index, shape)
            }
        case .sequence:
            guard let list = shape.list else { return reportWrongKind(index, shape) }
            if node.count == 0 {
                tree[index].isFaulty = true
                return sink.report(
                    .noValue, "the list is empty", help: "Write at least one of the \(list.noun), or remove the key.",
                    at: node.span)
            }
            if let most = list.most, node.count > most {
                tree[index].isFaulty = true
                return sink.report(
                    .outOfRange, "the list has \(node.count) \(list.noun)",
                    help: "Write at most \(most) \(list.noun).", at: node.span)
            }
            var child = node.content
            while child != TreeNode.none {
                validate(child, as: list.item, under: TreeNode.none)
                child = tree[child].next
            }
        case .mapping:
            if let map = shape.map {
                validateMap(node, map)
            } else if let name = object(for: node, among: shape.objects) {
                validateObject(node, name.shape)
            } else {
                reportWrongKind(index, shape)
            }
        case .poison: break
        }
    }

    /// The object that a mapping is meant to be.
    private func object(for mapping: TreeNode, among names: [ObjectName]) -> ObjectName? {
        guard names.count > 1 else { return names.first }
        for name in names {
            guard let key = name.discriminator else { return name }
            var child = mapping.content
            while child != TreeNode.none {
                if tree[child].kind == .scalar, tree.withText(child, { Key($0) }) == key { return name }
                child = tree[tree[child].next].next
            }
        }
        return names.last
    }

    private mutating func validateMap(_ mapping: TreeNode, _ map: MapShape) {
        if mapping.count == 0 {
            return sink.report(
                .noValue, "the mapping is empty", help: "Write at least one of the \(map.noun), or remove the key.",
                at: mapping.span)
        }
        let name = ScalarShape(map.name)
        var child = mapping.content
        while child != TreeNode.none {
            let (key, value) = (child, tree[child].next)
            child = tree[value].next
            guard tree[key].kind == .scalar else { continue }
            if let problem = tree.withText(key, { name.problem($0, isPlain: true) }) {
                sink.report(problem.code, problem.message, help: problem.help, at: tree.span(key))
            }
            validate(value, as: map.value, under: key)
        }
    }

    private mutating func validateScalar(
        _ index: Tree.Index, _ node: TreeNode, _ scalar: ScalarShape, under key: Tree.Index
    ) {
        if node.isEmptyPlain { return reportNoValue(index, Shape(scalar: scalar), under: key) }
        let problem = tree.withText(index) { scalar.problem($0, isPlain: node.style == .plain) }
        if let problem {
            tree[index].isFaulty = true
            sink.report(problem.code, problem.message, help: problem.help, at: node.span)
        } else if scalar.kind == .condition || scalar.kind == .property {
            readCondition(index, mayClaim: scalar.kind == .property)
        } else if scalar.kind == .pattern {
            checkPattern(index)
        }
    }

    private mutating func readCondition(_ index: Tree.Index, mayClaim: Bool) {
        let before = conditionBytes
        conditionBytes += Int(tree[index].count)
        if conditionBytes > ConditionReader.mostBytes {
            if before > ConditionReader.mostBytes { return }
            return sink.report(
                .conditionTooLarge,
                "the conditions of this file come to more than \(ConditionReader.mostBytes >> 20) MB",
                help: "Use gates, each with its conditions once, or split the file.", at: tree.span(index))
        }
        let condition = ConditionReader.read(index, in: tree, mayClaim: mayClaim, sink: &sink, mentions: &mentions)
        guard let condition else { return }
        tree[index].condition = UInt32(conditions.count)
        conditions.append(condition)
    }

    private mutating func reportNoValue(_ index: Tree.Index, _ shape: Shape, under key: Tree.Index) {
        tree[index].isFaulty = true
        if key == TreeNode.none {
            sink.report(.noValue, "a value is missing here", help: "Write \(shape.noun).", at: tree.span(index))
        } else {
            sink.report(
                .noValue, "\"\(tree.quoted(key))\" has no value", help: "Write \(shape.noun), or remove the key.",
                at: tree.span(key))
        }
    }

    private mutating func reportWrongKind(_ index: Tree.Index, _ shape: Shape) {
        tree[index].isFaulty = true
        let node = tree[index]
        let (found, span): (String, SourceSpan) =
            switch node.kind {
            case .scalar: ("\"\(tree.quoted(index))\"", node.span)
            case .sequence: ("a list", node.style == .flow ? node.span : SourceSpan(start: node.start, length: 1))
            default: ("a mapping", mappingSpan(node))
            }
        var help = "Write \(shape.noun)."
        if shape.objects.count == 1, shape.scalar == nil, shape.list == nil {
            let keys = shape.objects[0].shape.fields.map(\.key.name).joined(separator: ", ")
            help = "Write \(shape.noun): a mapping with the keys \(keys)."
        }
        sink.report(.wrongKind, "\(found) cannot stand here", help: help, at: span)
    }

    mutating func noteStray(_ key: Tree.Index) { strayKeys.append(key) }

    /// What to point at when something is wrong with a mapping as a whole: its first key, or its brackets.
    func mappingSpan(_ node: TreeNode) -> SourceSpan {
        node.style == .flow || node.content == TreeNode.none ? node.span : tree.span(node.content)
    }
}
