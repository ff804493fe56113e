import Runbook
import RunbookCompiler
import Simulation

/// When each step was under way: a row a step, a bar for each time, as a drawing.
struct StepPlot {
    var chart: RehearsalChart
    var plan: Plan

    private static let rowHeight = 17.0

    private struct Row {
        var node: NodeID
        var stints: [RehearsalTrack.Stint]
    }

    /// In the order in which they began.
    private var rows: [Row] {
        var rows: [Row] = []
        for stint in chart.track.stints {
            if let known = rows.firstIndex(where: { $0.node == stint.node }) {
                rows[known].stints.append(stint)
            } else {
                rows.append(Row(node: stint.node, stints: [stint]))
            }
        }
        return rows
    }

    var figure: Markup {
        let rows = rows
        let frame = PlotFrame(length: chart.length, height: Self.rowHeight * Double(max(1, rows.count)))
        let size = "0 0 \(PlotFrame.text(PlotFrame.width)) \(PlotFrame.text(frame.bottom + 22))"
        let description = rows.map { row in
            "\(plan.labels[row.node.index].id): " + row.stints.map(words).joined(separator: ", ")
        }
        let drawing: Markup = .tag(
            "svg", ["viewBox": size, "role": "img", "aria-label": description.joined(separator: "; ")],
            Bands(chart: chart, frame: frame).markup + frame.timeAxis()
                + rows.enumerated().flatMap { markup($0.element, at: $0.offset, frame) })
        return .tag("figure", [:], [.tag("figcaption", [:], [.tag("b", [:], "steps")] + legend), drawing])
    }

    private var legend: [Markup] {
        var keys = [("bar done", "forward")]
        if chart.track.stints.contains(where: \.isUndo) { keys.append(("bar undo", "undo")) }
        if chart.track.stints.contains(where: { $0.ending == .failed }) { keys.append(("bar failed", "failed")) }
        if chart.track.stretches.contains(where: { $0.way == .back }) { keys.append(("band back", "going back")) }
        if chart.track.crossing != nil { keys.append(("band beyond", "no way back")) }
        var markup = keys.map { look, name in
            Markup.tag("span", ["class": "key"], [swatch(look), .text(name)])
        }
        markup += chart.faults.map { fault in
            let text = "fault at \(fault.at.clock): \(FaultText.sentence(fault))"
            return .tag("span", ["class": "key"], [.tag("span", ["class": "strike"], "!"), .text(text)])
        }
        return markup
    }

    private func swatch(_ look: String) -> Markup {
        .tag(
            "svg", ["class": "swatch", "viewBox": "0 0 28 10", "aria-hidden": "true"],
            [.tag("rect", ["class": look, "x": "0", "y": "0", "width": "28", "height": "10"])])
    }

    private func words(_ stint: RehearsalTrack.Stint) -> String {
        let way = stint.isUndo ? "undoing " : ""
        return "\(way)\(chart.since(stint.start).clock) to \(chart.since(stint.end).clock), \(stint.ending)"
    }

    private func markup(_ row: Row, at index: Int, _ frame: PlotFrame) -> [Markup] {
        let top = frame.top + Self.rowHeight * Double(index)
        let label = plan.labels[row.node.index]
        let name: Markup = .tag(
            "text",
            ["class": "value", "x": PlotFrame.text(PlotFrame.left - 6), "y": PlotFrame.text(top + 12.5)],
            [.text(label.id.cropped(to: 26)), .tag("title", [:], label.title)])
        return [name]
            + row.stints.map { stint in
                let (start, end) = (frame.x(chart.since(stint.start)), frame.x(chart.since(stint.end)))
                return .tag(
                    "rect",
                    [
                        "class": "bar \(StepPlot.look(stint))", "x": PlotFrame.text(start),
                        "y": PlotFrame.text(top + 3), "width": PlotFrame.text(max(2.5, end - start)),
                        "height": PlotFrame.text(Self.rowHeight - 6), "rx": "2",
                    ], [.tag("title", [:], "\(label.id) \(words(stint))")])
            }
    }

    private static func look(_ stint: RehearsalTrack.Stint) -> String {
        stint.ending == .failed ? "failed" : stint.isUndo ? "undo" : "done"
    }
}
