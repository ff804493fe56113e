import Runbook

/// Makes values of a tree. Whatever is missing or poison gives nil, never a trap; with notes, a draft is made of the
/// rest.
struct Decoder {
    let tree: Tree
    let conditions: [Located<Condition>]
    /// Only when the tree has errors.
    var notes: GapNotes?
    var sink: DiagnosticSink

    var file: String { sink.file }

    func located(_ index: Tree.Index) -> Located<String> { Located(tree.string(index), at: tree.span(index)) }

    /// The text of a scalar.
    func scalar(_ index: Tree.Index) -> Located<String>? { tree[index].kind == .scalar ? located(index) : nil }

    /// Whether there is no finding within a node.
    func isWhole(_ index: Tree.Index) -> Bool {
        guard let notes else { return true }
        return !notes.touch(tree.span(index))
    }

    /// `$name`, or what the text means.
    @inline(__always)
    func argument<Value>(_ index: Tree.Index, _ parse: (Span<UInt8>) -> Value?) -> Argument<Value>? {
        guard tree[index].kind == .scalar else { return nil }
        let operand: Operand<Value>? = tree.withText(index) { text in
            if text.count > 1, text[0] == UInt8(ascii: "$") {
                return .parameter(text.extracting(1..<text.count).string)
            }
            return parse(text).map { .literal($0) }
        }
        return operand.map { Located($0, at: tree.span(index)) }
    }

    func name(_ index: Tree.Index) -> Argument<String>? { argument(index) { $0.string } }
    func duration(_ index: Tree.Index) -> Argument<Milliseconds>? { argument(index) { QuantityText.duration($0) } }
    func integer(_ index: Tree.Index) -> Argument<Int64>? { argument(index) { QuantityText.integer($0) } }
    func share(_ index: Tree.Index) -> Argument<BasisPoints>? {
        argument(index) { QuantityText.basisPoints($0, bare: true) }
    }

    func choice<Value: RawRepresentable<String>>(_ index: Tree.Index, _ type: Value.Type) -> Located<Value>? {
        Value(rawValue: tree.string(index)).map { Located($0, at: tree.span(index)) }
    }

    func condition(_ index: Tree.Index) -> Located<Condition>? {
        let place = tree[index].condition
        return place == TreeNode.none ? nil : conditions[Int(place)]
    }

    /// A scalar, or the items of a list.
    func oneOrMany<Value>(_ index: Tree.Index, _ item: (Tree.Index) -> Value?) -> [Value] {
        tree[index].kind == .sequence ? tree.children(index).compactMap(item) : item(index).map { [$0] } ?? []
    }

    /// Names and values whose types somebody else decides.
    func arguments(_ index: Tree.Index) -> [Action.NamedArgument] {
        tree.pairs(index).compactMap { key, value in
            name(value).map { Action.NamedArgument(name: located(key), value: $0) }
        }
    }

    // Without a parameter in their place: for environments and fault plans.

    func flatDuration(_ key: Key, _ mapping: Tree.Index) -> Milliseconds? {
        tree.value(key, in: mapping).flatMap { tree.withText($0) { QuantityText.duration($0) } }
    }

    func flatShare(_ key: Key, _ mapping: Tree.Index) -> BasisPoints? {
        tree.value(key, in: mapping).flatMap { tree.withText($0) { QuantityText.basisPoints($0) } }
    }

    func flatRate(_ key: Key, _ mapping: Tree.Index) -> Double? {
        tree.value(key, in: mapping).flatMap { tree.withText($0) { QuantityText.rate($0) } }
    }

    func flatBandwidth(_ key: Key, _ mapping: Tree.Index) -> Double? {
        tree.value(key, in: mapping).flatMap { tree.withText($0) { QuantityText.bandwidth($0) } }
    }

    func flatInteger(_ key: Key, _ mapping: Tree.Index) -> Int64? {
        tree.value(key, in: mapping).flatMap { tree.withText($0) { QuantityText.integer($0) } }
    }

    func text(_ key: Key, _ mapping: Tree.Index) -> Located<String>? {
        tree.value(key, in: mapping).flatMap(scalar)
    }

    func texts(_ key: Key, _ mapping: Tree.Index) -> [Located<String>]? {
        tree.value(key, in: mapping).map { oneOrMany($0, scalar) }
    }

    func choice<Value: RawRepresentable<String>>(_ key: Key, _ mapping: Tree.Index, _ type: Value.Type) -> Located<
        Value
    >? {
        tree.value(key, in: mapping).flatMap { choice($0, type) }
    }
}
