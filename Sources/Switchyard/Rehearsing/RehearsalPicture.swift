import Runbook
import RunbookCompiler
import Simulation

/// A rehearsal over time for a terminal: a row a region for each quantity, above them the steps and faults.
struct RehearsalPicture {
    var chart: RehearsalChart
    var plan: Plan
    var style: Style
    var width: Int

    private static let heights = Array("▁▂▃▄▅▆▇█")
    private static let rightGutter = 14

    private var gutter: Int {
        let names = chart.regions.map { plan.topology.name(of: $0).displayWidth } + ["all requests".count]
        return min(names.max() ?? 0, max(12, width / 4)) + 4
    }

    private var columns: Int { max(10, min(200, width - gutter - RehearsalPicture.rightGutter)) }

    var lines: [String] {
        let marks = RehearsalMarks(chart, plan, columns: columns).marks
        var lines = [row("", axis), row("  steps", steps(marks))]
        if !chart.faults.isEmpty { lines.append(row("  faults", faults)) }
        for panel in chart.panels(columns: columns) { lines += self.lines(of: panel) }
        lines += [""] + legend(marks)
        return lines
    }

    private func row(_ name: String, _ cells: String, _ note: String = "") -> String {
        let line = name.printable.cropped(to: gutter - 2).padded(to: gutter) + cells
        return note.isEmpty ? line : line + "  " + style.dim(note)
    }

    // MARK: Along the time axis

    private var axis: String {
        let step = RehearsalPicture.tick(for: chart.length, columns)
        var cells = ""
        var time = Milliseconds.zero
        while time < chart.length {
            let label = "|" + time.clock
            let column = chart.column(of: time, among: columns)
            guard column + label.count <= columns else { break }
            cells = cells.padded(to: column) + label
            time = time + step
        }
        return style.dim(cells)
    }

    /// The least round time that leaves room for a label between two ticks.
    static func tick(for length: Milliseconds, _ columns: Int) -> Milliseconds {
        let seconds: [Int64] = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800]
        let fits = seconds.first { Milliseconds.seconds($0).rawValue * Int64(columns) >= length.rawValue * 9 }
        return .seconds(fits ?? 86_400)
    }

    private func steps(_ marks: [RehearsalMarks.Mark]) -> String {
        var cells = Array(repeating: "─", count: columns)
        for stretch in chart.track.stretches where stretch.way != .forward {
            let first = chart.column(of: chart.since(stretch.start), among: columns)
            let last = chart.column(of: chart.since(stretch.end), among: columns)
            for column in first...max(first, last) { cells[column] = stretch.way == .back ? style.yellow("<") : "·" }
        }
        for mark in marks { cells[mark.column] = style.bold(String(mark.letter)) }
        return cells.joined()
    }

    private var faults: String {
        let last = chart.faults.map { chart.column(of: $0.at, among: columns) }.max() ?? 0
        var cells = Array(repeating: " ", count: last + 1)
        for fault in chart.faults { cells[chart.column(of: fault.at, among: columns)] = style.red("!") }
        return cells.joined()
    }

    // MARK: Rows

    private func lines(of panel: RehearsalChart.Panel) -> [String] {
        let full = panel.quantity.text(panel.top)
        return [style.bold(panel.quantity.title) + style.dim(", full height \(full)")]
            + panel.lines.map { line in
                row("  " + line.name, cells(line, in: panel), note(line, panel.quantity))
            }
    }

    /// Neighbours of the same colour are painted together.
    private func cells(_ line: RehearsalChart.Line, in panel: RehearsalChart.Panel) -> String {
        var runs: [(text: String, look: Look)] = []
        for value in line.values {
            let look = self.look(value, panel)
            let cell = RehearsalPicture.cell(value, of: panel.top)
            if runs.last?.look == look { runs[runs.count - 1].text += cell } else { runs.append((cell, look)) }
        }
        return runs.map { run in
            switch run.look {
            case .blank: style.dim(run.text)
            case .ordinary: style.cyan(run.text)
            case .beyond: style.red(run.text)
            }
        }.joined()
    }

    private enum Look {
        case blank, ordinary
        /// Beyond the threshold.
        case beyond
    }

    private func look(_ value: Double?, _ panel: RehearsalChart.Panel) -> Look {
        guard let value, value > 0 else { return .blank }
        return panel.threshold.map { value > $0 } ?? false ? .beyond : .ordinary
    }

    static func cell(_ value: Double?, of top: Double) -> String {
        guard let value else { return "?" }
        guard value > 0, top > 0 else { return "·" }
        let eighth = Int((value / top * 8).rounded(.up)) - 1
        return String(heights[max(0, min(7, eighth))])
    }

    private func note(_ line: RehearsalChart.Line, _ quantity: RehearsalChart.Quantity) -> String {
        guard !quantity.isPeak else { return "max " + quantity.text(line.largest) }
        let known = line.values.compactMap(\.self)
        guard let first = known.first, let last = known.last else { return "" }
        let (start, end) = (quantity.text(first), quantity.text(last))
        return start == end ? start : "\(start) > \(end)"
    }

    // MARK: What the letters mean

    private func legend(_ marks: [RehearsalMarks.Mark]) -> [String] {
        var lines = marks.flatMap { mark in
            let head = "  \(style.bold(String(mark.letter)))  \(mark.time.clock.leftPadded(to: 7))  "
            return paragraph(mark.events.joined(separator: ", "), after: head, indent: 14)
        }
        for fault in chart.faults {
            let head = "  \(style.red("!"))  \(fault.at.clock.leftPadded(to: 7))  "
            lines += paragraph(FaultText.sentence(fault), after: head, indent: 14)
        }
        if !chart.leftOut.isEmpty {
            lines += paragraph(
                "not drawn, as nothing of it is about them: \(Truth.list(chart.leftOut))", after: "  ", indent: 2)
        }
        return lines
    }

    private func paragraph(_ text: String, after head: String, indent: Int) -> [String] {
        let parts = text.printable.wrapped(to: max(20, width - indent))
        return parts.enumerated().map {
            $0.offset == 0 ? head + $0.element : String(repeating: " ", count: indent) + $0.element
        }
    }
}
