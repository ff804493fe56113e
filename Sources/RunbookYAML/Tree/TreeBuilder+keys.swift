import Runbook

extension TreeBuilder {
    /// A mapping's keys are text, each only once, and none of them a merge key.
    mutating func checkKeys(of mapping: Tree.Index) {
        let pairs = tree[mapping].count / 2
        var key = tree[mapping].content
        var seen: [Tree.Index] = []
        let isSmall = pairs <= 24
        while key != TreeNode.none {
            let node = tree[key]
            let value = node.next
            if node.kind != .scalar {
                if node.kind != .poison { reportComplexKey(node.span) }
                tree[key].kind = .poison
            } else if node.count == 2, node.style == .plain, isMergeKey(node) {
                reportMergeKey(node.span)
                tree[key].kind = .poison
            } else if isSmall {
                checkEarlierKeys(of: mapping, against: key)
            } else {
                seen.append(key)
            }
            key = value == TreeNode.none ? value : tree[value].next
        }
        if !isSmall { checkManyKeys(seen) }
    }

    private mutating func checkEarlierKeys(of mapping: Tree.Index, against key: Tree.Index) {
        var earlier = tree[mapping].content
        while earlier != key {
            if isSame(earlier, key) {
                reportDuplicate(key, earlier: earlier)
                tree[key].kind = .poison
                return
            }
            earlier = tree[tree[earlier].next].next
        }
    }

    private mutating func checkManyKeys(_ keys: [Tree.Index]) {
        var first: [Int: [Tree.Index]] = [:]
        first.reserveCapacity(keys.count)
        for key in keys {
            var hasher = Hasher()
            let range = tree[key].textRange
            tree.text.withUnsafeBytes { hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: $0[range])) }
            let hash = hasher.finalize()
            if let earlier = first[hash]?.first(where: { isSame($0, key) }) {
                reportDuplicate(key, earlier: earlier)
                tree[key].kind = .poison
            } else {
                first[hash, default: []].append(key)
            }
        }
    }

    @inline(__always)
    private func isSame(_ left: Tree.Index, _ right: Tree.Index) -> Bool {
        let (a, b) = (tree.nodes[Int(left)], tree.nodes[Int(right)])
        guard a.kind == .scalar, b.kind == .scalar, a.count == b.count else { return false }
        var (i, j) = (Int(a.content), Int(b.content))
        for _ in 0..<a.count {
            if tree.text[i] != tree.text[j] { return false }
            i += 1
            j += 1
        }
        return true
    }

    private func isMergeKey(_ node: TreeNode) -> Bool {
        tree.text[Int(node.content)] == UInt8(ascii: "<") && tree.text[Int(node.content) + 1] == UInt8(ascii: "<")
    }
}
