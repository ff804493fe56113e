import Runbook

extension Validator {
    /// Recognises the keys of a mapping, checks the values, and what must or must not stand together.
    mutating func validateObject(_ mapping: TreeNode, _ shape: ObjectShape) {
        var seen: UInt64 = 0
        var hasPoison = false
        var unknown: [Tree.Index] = []
        var child = mapping.content
        while child != TreeNode.none {
            let (key, value) = (child, tree[child].next)
            child = tree[value].next
            guard tree[key].kind == .scalar else {
                hasPoison = true
                continue
            }
            if let word = tree.withText(key, { Key($0) }), let field = shape.index(of: word) {
                tree[key].key = word
                seen |= 1 << UInt64(field)
                validate(value, as: shape.fields[field].shape, under: key)
            } else {
                unknown.append(key)
            }
        }
        var misspelt = Misspelt()
        for key in unknown { misspelt.names.insert(reportUnknown(key, shape, seen: seen)) }
        if !hasPoison {
            let missing = shape.required & ~seen
            if missing != 0 { reportMissing(missing, mapping, shape, misspelt) }
        }
        for rule in shape.rules { check(rule, mapping, shape, seen: seen, misspelt, hasPoison: hasPoison) }
    }

    /// Keys that unknown ones were probably meant to be; they are not reported as missing as well.
    struct Misspelt {
        var names: Set<String?> = []
        func contains(_ key: Key) -> Bool { names.contains(key.name) }
    }

    /// Reports an unknown key; returns what it was probably meant to be.
    private mutating func reportUnknown(_ key: Tree.Index, _ shape: ObjectShape, seen: UInt64) -> String? {
        noteStray(key)
        guard !sink.isFull else { return nil }
        let written = tree.string(key)
        var candidates: [String] = []
        for (index, field) in shape.fields.enumerated() where seen & 1 << UInt64(index) == 0 {
            candidates.append(field.key.name)
        }
        let nearest = Suggestion.nearest(to: written, among: candidates)
        let help =
            nearest.map { "Did you mean \"\($0)\"?" }
            ?? "Remove it; \(shape.noun) takes \(shape.fields.map(\.key.name).joined(separator: ", "))."
        sink.report(
            .unknownKey, "\(shape.noun) has no key \"\(written.abbreviated)\"", help: help, at: tree.span(key))
        return nearest
    }

    private mutating func reportMissing(
        _ missing: UInt64, _ mapping: TreeNode, _ shape: ObjectShape, _ misspelt: Misspelt
    ) {
        for (index, field) in shape.fields.enumerated()
        where missing & 1 << UInt64(index) != 0 && !misspelt.contains(field.key) {
            sink.report(
                .missingKey, "\(shape.noun) must have the key \"\(field.key.name)\"",
                help: "Add it, for example \"\(field.key.name): \(field.example)\".", at: mappingSpan(mapping))
        }
    }

    private mutating func check(
        _ rule: ObjectRule, _ mapping: TreeNode, _ shape: ObjectShape, seen: UInt64, _ misspelt: Misspelt,
        hasPoison: Bool
    ) {
        switch rule {
        case .exactlyOne(let keys, let noun):
            let present = seen & shape.mask(of: keys)
            if present.nonzeroBitCount == 1 { return }
            if present == 0 {
                if hasPoison || keys.contains(where: misspelt.contains) { return }
                sink.report(
                    .exactlyOne, "\(shape.noun) must have exactly one \(noun)",
                    help: "Add one of \(keys.map(\.name).joined(separator: ", ")).", at: mappingSpan(mapping))
            } else {
                reportSeveral(keys, noun, mapping, shape)
            }
        case .beside(let key, let others):
            guard seen & shape.mask(of: [key]) != 0, seen & shape.mask(of: others) == 0, !hasPoison else { return }
            let names = others.map { "\"\($0.name)\"" }.joined(separator: " or ")
            report(
                .outOfPlace, key, mapping, "\"\(key.name)\" means something only beside \(names)",
                help: "Remove it, or add \(names).")
        case .belongsTo(let key, let other, let values, let required):
            guard let (value, text) = text(of: other, in: mapping) else { return }
            let list = values.joined(separator: ", ")
            let isPresent = seen & shape.mask(of: [key]) != 0
            if isPresent, !values.contains(text) {
                report(
                    .outOfPlace, key, mapping, "\"\(key.name)\" does not belong to \(other.name) \"\(text)\"",
                    help: "Remove it; it belongs to \(list).")
            } else if required, !isPresent, values.contains(text), !misspelt.contains(key), !hasPoison {
                let example = shape.index(of: key).map { shape.fields[$0].example } ?? ""
                sink.report(
                    .missingKey, "\(other.name) \"\(text)\" must have the key \"\(key.name)\"",
                    help: "Add it, for example \"\(key.name): \(example)\".", at: tree.span(value))
            }
        case .typed(let key, let other, let table):
            guard seen & shape.mask(of: [key]) != 0, let value = value(key, in: mapping),
                let (_, text) = text(of: other, in: mapping),
                let scalar = table.first(where: { $0.value == text })?.shape
            else { return }
            let node = tree[value]
            guard node.kind == .scalar, !node.isEmptyPlain else { return }
            if let problem = tree.withText(value, { scalar.problem($0, isPlain: node.style == .plain) }) {
                tree[value].isFaulty = true
                sink.report(problem.code, problem.message, help: problem.help, at: node.span)
            }
        }
    }

    private mutating func reportSeveral(_ keys: [Key], _ noun: String, _ mapping: TreeNode, _ shape: ObjectShape) {
        var first: Tree.Index?
        for pair in TreePairs(tree, of: mapping) {
            guard let key = tree[pair.key].key, keys.contains(key) else { continue }
            if let first {
                sink.report(
                    .exactlyOne, "\(shape.noun) has one \(noun), and \"\(tree.quoted(first))\" is it already",
                    help: "Keep one of the two; what should also happen goes into one of its own.",
                    at: tree.span(pair.key),
                    note: ("the first one is here", tree.span(first)))
            } else {
                first = pair.key
            }
        }
    }

    private mutating func report(_ code: Code, _ key: Key, _ mapping: TreeNode, _ message: String, help: String) {
        for pair in TreePairs(tree, of: mapping) where tree[pair.key].key == key {
            sink.report(code, message, help: help, at: tree.span(pair.key))
        }
    }

    private func value(_ key: Key, in mapping: TreeNode) -> Tree.Index? {
        for pair in TreePairs(tree, of: mapping) where tree[pair.key].key == key { return pair.value }
        return nil
    }

    private func text(of key: Key, in mapping: TreeNode) -> (Tree.Index, String)? {
        guard let value = value(key, in: mapping), tree[value].kind == .scalar else { return nil }
        return (value, tree.string(value))
    }
}
