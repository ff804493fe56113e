package import Runbook

/// A YAML document with the place of everything in it: nodes in one array, the text of all scalars in another.
package struct Tree: Sendable {
    package typealias Index = UInt32

    /// The deepest nesting of collections.
    package static let deepest = 128
    /// The most nodes; what keeps memory bounded whatever the file says.
    package static let mostNodes = 150_000

    package internal(set) var nodes: [TreeNode] = []
    package internal(set) var text: [UInt8] = []
    package let root: Index = 0

    package subscript(index: Index) -> TreeNode {
        get { nodes[Int(index)] }
        set { nodes[Int(index)] = newValue }
    }

    /// Lets whoever walks the tree pass over what the validator reported.
    mutating func poisonFaulty() {
        for index in nodes.indices where nodes[index].isFaulty { nodes[index].kind = .poison }
    }

    package func span(_ index: Index) -> SourceSpan { nodes[Int(index)].span }

    /// The text of a scalar, as a value.
    package func string(_ index: Index) -> String {
        let node = nodes[Int(index)]
        guard node.kind == .scalar, node.count > 0 else { return "" }
        return text.withUnsafeBufferPointer {
            String(decoding: UnsafeBufferPointer(rebasing: $0[node.textRange]), as: UTF8.self)
        }
    }

    /// Calls the closure with the text of a scalar.
    @inline(__always)
    package func withText<Result>(_ index: Index, _ body: (Span<UInt8>) -> Result) -> Result {
        let node = nodes[Int(index)]
        guard node.kind == .scalar, node.count > 0 else { return body([UInt8]().span) }
        return body(text.span.extracting(node.textRange))
    }

    package func children(_ index: Index) -> TreeChildren { TreeChildren(self, of: nodes[Int(index)]) }
    package func pairs(_ index: Index) -> TreePairs { TreePairs(self, of: nodes[Int(index)]) }

    /// The value beside a key that the validator has recognised.
    package func value(_ key: Key, in mapping: Index) -> Index? { pair(key, in: mapping)?.value }

    package func pair(_ key: Key, in mapping: Index) -> (key: Index, value: Index)? {
        for pair in pairs(mapping) where nodes[Int(pair.key)].key == key { return pair }
        return nil
    }
}

extension TreeNode {
    /// Where a scalar's text is in the arena.
    var textRange: Range<Int> { Int(content)..<Int(content) + Int(count) }
}
