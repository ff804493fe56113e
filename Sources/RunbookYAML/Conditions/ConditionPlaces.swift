import Runbook

/// Turns offsets in a condition's text into places in the file.
struct ConditionPlaces {
    private let node: TreeNode
    /// The column of the text's first character; none when the text is not on one line as it is.
    private let firstColumn: UInt32?
    /// Columns before each byte, when the text is not ASCII.
    private var columns: [UInt32] = []

    init(_ node: TreeNode, _ text: Span<UInt8>) {
        self.node = node
        var scalars: UInt32 = 0
        for index in text.indices where text[index] & 0xC0 != 0x80 { scalars += 1 }
        let quotes: UInt32 = node.style == .quoted ? 2 : 0
        let isAsWritten =
            node.start.line == node.end.line && node.style != .block
            && node.end.column - node.start.column == scalars + quotes
        firstColumn = isAsWritten ? node.start.column + quotes / 2 : nil
        guard isAsWritten, Int(scalars) != text.count else { return }
        var column: UInt32 = 0
        for index in text.indices {
            columns.append(column)
            if index + 1 == text.count || text[index + 1] & 0xC0 != 0x80 { column += 1 }
        }
        columns.append(scalars)
    }

    func span(_ range: Range<Int>) -> SourceSpan {
        guard let firstColumn else { return node.span }
        let start = columns.isEmpty ? UInt32(range.lowerBound) : columns[range.lowerBound]
        let end = columns.isEmpty ? UInt32(range.upperBound) : columns[range.upperBound]
        let line = node.start.line
        return SourceSpan(
            start: SourcePosition(line: line, column: firstColumn + start),
            end: SourcePosition(line: line, column: firstColumn + end))
    }
}
