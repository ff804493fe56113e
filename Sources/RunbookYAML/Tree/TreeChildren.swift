/// The items of a sequence.
package struct TreeChildren: Sequence, IteratorProtocol {
    private let tree: Tree
    private var upcoming: Tree.Index

    init(_ tree: Tree, of node: TreeNode) {
        self.tree = tree
        upcoming = node.kind == .sequence ? node.content : TreeNode.none
    }

    package mutating func next() -> Tree.Index? {
        guard upcoming != TreeNode.none else { return nil }
        defer { upcoming = tree.nodes[Int(upcoming)].next }
        return upcoming
    }
}
