import Runbook

/// Rows under headings, each column as wide as its widest cell. The last column is cropped where the line gets too long.
package struct TextTable: Sendable {
    package enum Side: Sendable { case left, right }

    package struct Cell: Sendable {
        var text: String
        var paint: @Sendable (Style, String) -> String

        package init(_ text: String, _ paint: @escaping @Sendable (Style, String) -> String = { $1 }) {
            self.text = text
            self.paint = paint
        }
    }

    private let headings: [(text: String, side: Side)]
    private var rows: [[Cell]] = []

    package init(_ headings: [(text: String, side: Side)]) { self.headings = headings }

    package mutating func add(_ cells: [Cell]) { rows.append(cells) }
    package mutating func add(_ texts: [String]) { rows.append(texts.map { Cell($0) }) }

    /// - Parameter width: of the terminal, in columns.
    package func lines(_ style: Style, width: Int = 80) -> [String] {
        let widths = headings.indices.map { column in
            ([headings[column].text] + rows.map { column < $0.count ? $0[column].text : "" }).map(\.displayWidth).max()
                ?? 0
        }
        let head = line(headings.map { Cell($0.text) { $0.dim($1) } }, widths, style, width)
        return [head] + rows.map { line($0, widths, style, width) }
    }

    private func line(_ cells: [Cell], _ widths: [Int], _ style: Style, _ width: Int) -> String {
        var result = ""
        var used = 0
        for (column, cell) in cells.enumerated() {
            let isLast = column == headings.count - 1
            let room = max(8, width - used)
            let text = isLast ? cell.text.printable.cropped(to: room) : cell.text.printable
            let space = String(repeating: " ", count: max(0, widths[column] - text.displayWidth))
            let painted = cell.paint(style, text)
            result += headings[column].side == .right ? space + painted : painted + (isLast ? "" : space)
            if !isLast { result += "  " }
            used += max(widths[column], text.displayWidth) + 2
        }
        return result
    }
}
