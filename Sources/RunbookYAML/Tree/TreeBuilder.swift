import CLibYAML
import Runbook

/// Builds a located tree from libyaml's events, and reports what strict YAML does not allow.
struct TreeBuilder {
    /// A collection whose end has not been seen.
    private struct Open {
        var node: Tree.Index
        var lastChild: Tree.Index
    }

    var tree = Tree()
    var sink: DiagnosticSink
    var cursor: SourceCursor
    private var open: [Open] = []
    /// Whether the tree can be walked: it is whole, or closed with poison where its text could not be read.
    private(set) var isUsable = false

    init(file: String, bytes: Span<UInt8>) {
        sink = DiagnosticSink(file: file)
        cursor = SourceCursor(bytes)
        // Room that is not used is never touched, so this costs no memory.
        tree.nodes.reserveCapacity(min(Tree.mostNodes, bytes.count / 2 + 16))
        tree.text.reserveCapacity(bytes.count)
        open.reserveCapacity(Tree.deepest)
    }

    /// Pulls all events; stops at the first error of syntax, or at a limit.
    mutating func run(_ bytes: Span<UInt8>) {
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        defer { parser.deallocate() }
        guard yaml_parser_initialize(parser) == 1 else { return }
        defer { yaml_parser_delete(parser) }
        let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
        defer { event.deallocate() }
        bytes.withUnsafeBufferPointer { buffer in
            yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
            var documents = 0
            while true {
                guard yaml_parser_parse(parser, event) == 1 else {
                    reportSyntax(parser, bytes)
                    closeAll(at: SourcePosition(parser.pointee.mark))
                    return
                }
                defer { yaml_event_delete(event) }
                switch event.pointee.type {
                case YAML_STREAM_END_EVENT:
                    if documents == 0 { reportEmpty() }
                    return
                case YAML_DOCUMENT_START_EVENT:
                    documents += 1
                    if documents > 1 {
                        reportSecondDocument(at: SourcePosition(event.pointee.start_mark))
                        return
                    }
                case YAML_DOCUMENT_END_EVENT: isUsable = true
                default: if !add(event, bytes) { return }
                }
            }
        }
    }

    /// Takes a node's event into the tree; false when a limit is reached.
    private mutating func add(_ event: UnsafeMutablePointer<yaml_event_t>, _ bytes: Span<UInt8>) -> Bool {
        let start = SourcePosition(event.pointee.start_mark)
        switch event.pointee.type {
        case YAML_SCALAR_EVENT: append(scalar(event, start, bytes))
        case YAML_ALIAS_EVENT:
            let end = SourcePosition(event.pointee.end_mark)
            reportAlias(event.pointee.data.alias.anchor, SourceSpan(start: start, end: end))
            append(TreeNode(.poison, start: start, end: end))
        case YAML_SEQUENCE_START_EVENT:
            let data = event.pointee.data.sequence_start
            checkProperties(anchor: data.anchor, tag: data.tag, at: start, bytes)
            return begin(.sequence, isFlow: data.style == YAML_FLOW_SEQUENCE_STYLE, at: start)
        case YAML_MAPPING_START_EVENT:
            let data = event.pointee.data.mapping_start
            checkProperties(anchor: data.anchor, tag: data.tag, at: start, bytes)
            return begin(.mapping, isFlow: data.style == YAML_FLOW_MAPPING_STYLE, at: start)
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: close(at: SourcePosition(event.pointee.end_mark))
        default: break
        }
        if tree.nodes.count > Tree.mostNodes {
            reportTooManyValues(at: start)
            return false
        }
        return true
    }

    private mutating func begin(_ kind: TreeNode.Kind, isFlow: Bool, at start: SourcePosition) -> Bool {
        guard open.count < Tree.deepest else {
            reportTooDeep(at: start)
            return false
        }
        append(TreeNode(kind, style: isFlow ? .flow : .block, start: start, end: start))
        open.append(Open(node: Tree.Index(tree.nodes.count - 1), lastChild: TreeNode.none))
        return true
    }

    private mutating func close(at end: SourcePosition) {
        guard let top = open.popLast() else { return }
        let index = Int(top.node)
        // A block collection ends where its last child does; libyaml's mark is at whatever comes after it.
        if tree.nodes[index].style == .flow {
            tree.nodes[index].end = end
        } else if top.lastChild != TreeNode.none {
            tree.nodes[index].end = tree.nodes[Int(top.lastChild)].end
        }
        if tree.nodes[index].kind == .mapping { checkKeys(of: top.node) }
    }

    /// After an error of syntax: closes what is open, with poison at its end, which says that something may follow.
    private mutating func closeAll(at end: SourcePosition) {
        let poison = TreeNode(.poison, start: end, end: end)
        while let top = open.last {
            let node = tree[top.node]
            if node.kind == .mapping {
                if node.count % 2 == 1 { append(poison) }
                append(poison)
            }
            append(poison)
            close(at: end)
            // Within an unclosed bracket, what follows it may have been taken for its content.
            if node.style == .flow { tree[top.node].kind = .poison }
            isUsable = true
        }
    }

    private mutating func append(_ node: TreeNode) {
        let index = Tree.Index(tree.nodes.count)
        tree.nodes.append(node)
        guard !open.isEmpty else { return }
        let top = open.count - 1
        let parent = Int(open[top].node)
        if open[top].lastChild == TreeNode.none {
            tree.nodes[parent].content = index
        } else {
            tree.nodes[Int(open[top].lastChild)].next = index
        }
        tree.nodes[parent].count += 1
        open[top].lastChild = index
    }
}

extension SourcePosition {
    /// libyaml counts from 0, we from 1.
    @inline(__always)
    init(_ mark: yaml_mark_t) {
        self.init(line: UInt32(truncatingIfNeeded: mark.line) + 1, column: UInt32(truncatingIfNeeded: mark.column) + 1)
    }
}
