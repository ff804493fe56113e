import CLibYAML
import Runbook

extension TreeBuilder {
    /// A scalar's node; its text goes to the arena.
    mutating func scalar(
        _ event: UnsafeMutablePointer<yaml_event_t>, _ start: SourcePosition, _ bytes: Span<UInt8>
    ) -> TreeNode {
        let data = event.pointee.data.scalar
        let offset = tree.text.count
        tree.text.append(contentsOf: UnsafeBufferPointer(start: data.value, count: data.length))
        var start = start
        var end = SourcePosition(event.pointee.end_mark)
        if data.anchor != nil || data.tag != nil {
            start = checkProperties(anchor: data.anchor, tag: data.tag, at: start, bytes)
        }
        let style: TreeNode.Style
        switch data.style {
        case YAML_PLAIN_SCALAR_STYLE: style = .plain
        case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE:
            style = .block
            end = cursor.trimmedEnd(before: cursor.offset(of: end, in: bytes), at: end, in: bytes)
        default: style = .quoted
        }
        // An empty key between two commas gets an end before its start from libyaml.
        return TreeNode(
            .scalar, style: style, start: start, end: max(start, end), content: UInt32(offset),
            count: UInt32(data.length))
    }

    /// Reports an anchor or a tag; returns where the node itself begins.
    @discardableResult
    mutating func checkProperties(
        anchor: UnsafeMutablePointer<yaml_char_t>?, tag: UnsafeMutablePointer<yaml_char_t>?,
        at start: SourcePosition, _ bytes: Span<UInt8>
    ) -> SourcePosition {
        guard anchor != nil || tag != nil else { return start }
        var position = start
        var offset = cursor.offset(of: start, in: bytes)
        while offset < bytes.count, bytes[offset] == UInt8(ascii: "&") || bytes[offset] == UInt8(ascii: "!") {
            let isAnchor = bytes[offset] == UInt8(ascii: "&")
            let first = offset
            var span = SourceSpan(start: position, end: position)
            while offset < bytes.count, !isSpace(bytes[offset]) {
                if bytes[offset] & 0xC0 != 0x80 { span.end.column += 1 }
                offset += 1
            }
            let written = bytes.extracting(first..<offset).quoted
            if isAnchor { reportAnchor(written, span) } else { reportTag(written, span) }
            position = span.end
            while offset < bytes.count, bytes[offset] == 0x20 || bytes[offset] == 0x09 {
                position.column += 1
                offset += 1
            }
        }
        return position
    }

    private func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D || byte == UInt8(ascii: ",")
    }
}
