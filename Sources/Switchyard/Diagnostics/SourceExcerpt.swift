package import Runbook

/// One line of a source as a terminal can show it, and the carets under the characters that a span names.
package struct SourceExcerpt: Hashable, Sendable {
    package var line: String
    package var carets: String

    private static let tabWidth = 4

    /// The first line of the span; a line wider than `width` is cut so that the start of the span is in sight.
    package init(_ source: SourceLine, _ span: SourceSpan, width: Int) {
        var cells: [(text: String, width: Int)] = []
        var column = 0
        for scalar in source.text.unicodeScalars {
            let cell = Self.cell(scalar, at: column)
            cells.append(cell)
            column += cell.width
        }
        let skipped = Int(source.firstColumn)
        let start = min(max(Int(span.start.column) - skipped, 0), cells.count)
        let isOneLine = span.end.line == span.start.line
        var end = isOneLine ? min(max(Int(span.end.column) - skipped, start), cells.count) : cells.count
        while !isOneLine, end > start, cells[end - 1].text == " " { end -= 1 }

        let window = Self.window(cells.map(\.width), start: start, end: end, width: max(width, 20))
        let before = window.lowerBound > 0 || skipped > 1 ? "…" : ""
        let after = window.upperBound < cells.count || source.isCutAfter ? "…" : ""
        line = before + cells[window].map(\.text).joined() + after
        while line.last == " " { line.removeLast() }
        let indent = cells[window.lowerBound..<start].reduce(before.isEmpty ? 0 : 1) { $0 + $1.width }
        let marked = cells[start..<max(start, min(end, window.upperBound))].reduce(0) { $0 + $1.width }
        carets = String(repeating: " ", count: indent) + String(repeating: "^", count: max(1, marked))
    }

    private static func cell(_ scalar: Unicode.Scalar, at column: Int) -> (text: String, width: Int) {
        if scalar == "\t" {
            let width = tabWidth - column % tabWidth
            return (String(repeating: " ", count: width), width)
        }
        if scalar.isUnprintable { return ("\u{FFFD}", 1) }
        return (String(scalar), scalar.displayWidth)
    }

    /// The cells to show: all when they fit, else a stretch around the span.
    private static func window(_ widths: [Int], start: Int, end: Int, width: Int) -> Range<Int> {
        guard widths.reduce(0, +) > width else { return 0..<widths.count }
        var lower = start
        var used = 2
        let lead = max(width / 4, width - 2 - widths[start..<end].reduce(0, +) - width / 4)
        while lower > 0, used + widths[lower - 1] <= lead {
            lower -= 1
            used += widths[lower]
        }
        var upper = start
        while upper < widths.count, used + widths[upper] <= width {
            used += widths[upper]
            upper += 1
        }
        return lower..<upper
    }
}
