/// The keys and values of a mapping, without those keys that were reported when the tree was built.
package struct TreePairs: Sequence, IteratorProtocol {
    private let tree: Tree
    private var upcoming: Tree.Index

    init(_ tree: Tree, of node: TreeNode) {
        self.tree = tree
        upcoming = node.kind == .mapping ? node.content : TreeNode.none
    }

    package mutating func next() -> (key: Tree.Index, value: Tree.Index)? {
        while upcoming != TreeNode.none {
            let key = upcoming
            let value = tree.nodes[Int(key)].next
            guard value != TreeNode.none else { return nil }
            upcoming = tree.nodes[Int(value)].next
            if tree.nodes[Int(key)].kind != .poison { return (key, value) }
        }
        return nil
    }
}
