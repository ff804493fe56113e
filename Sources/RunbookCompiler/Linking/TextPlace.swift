import Runbook

/// Where the parts of a text stand in the source.
struct TextPlace {
    private let span: SourceSpan
    /// From a scalar of the text to its column; nil when they do not correspond, such as in a text that was written with
    /// escapes or over several lines.
    private let shift: Int?

    init(_ text: Located<String>) {
        span = text.span
        let width = Int(span.end.column) - Int(span.start.column)
        let count = text.value.unicodeScalars.count
        let isOneLine = span.start.line == span.end.line
        shift = isOneLine && (width == count || width == count + 2) ? (width - count) / 2 : nil
    }

    /// The stretch that starts after so many scalars; the whole when that cannot be told.
    func part(_ offset: Int, _ length: Int) -> SourceSpan {
        guard let shift else { return span }
        let column = span.start.column + UInt32(offset + shift)
        return SourceSpan(
            start: SourcePosition(line: span.start.line, column: column),
            end: SourcePosition(line: span.start.line, column: column + UInt32(length)))
    }
}
