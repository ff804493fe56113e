package import Runbook

/// One node of a located tree, by value: 40 bytes, no references.
package struct TreeNode: Sendable {
    package enum Kind: UInt8, Sendable {
        case scalar, sequence, mapping
        /// Already reported: an alias, or a key that is repeated or cannot stand. Whoever walks the tree passes over it.
        case poison
    }

    /// How a node was written: a scalar plain, quoted or as a block, a collection as a block or in brackets.
    package enum Style: UInt8, Sendable {
        case plain, quoted, block, flow
    }

    package static let none = UInt32.max

    package var start: SourcePosition
    package var end: SourcePosition
    /// Of a scalar: where its text begins. Of a collection: its first child. A mapping's children are key, value, key ...
    package var content: UInt32
    /// Of a scalar: the length of its text. Of a collection: how many children it has.
    package var count: UInt32
    /// The next sibling.
    package var next: UInt32 = TreeNode.none
    /// The condition that was read from this scalar.
    package var condition: UInt32 = TreeNode.none
    package var kind: Kind
    package var style: Style
    /// Reported by the validator, so that nothing can be made of it.
    package var isFaulty = false
    /// Which word of the language this key is, once the validator has recognised it.
    package var key: Key?

    package init(
        _ kind: Kind, style: Style = .plain, start: SourcePosition, end: SourcePosition,
        content: UInt32 = TreeNode.none, count: UInt32 = 0
    ) {
        self.kind = kind
        self.style = style
        self.start = start
        self.end = end
        self.content = content
        self.count = count
    }

    package var span: SourceSpan { SourceSpan(start: start, end: end) }
    package var isEmptyPlain: Bool { kind == .scalar && style == .plain && count == 0 }
}
