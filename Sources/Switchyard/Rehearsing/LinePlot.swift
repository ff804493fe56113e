import Runbook
import RunbookCompiler

/// One quantity over time, a line a region, as a drawing with axes and a legend.
struct LinePlot {
    /// How finely a line is drawn.
    static let columns = 480

    var panel: RehearsalChart.Panel
    var chart: RehearsalChart

    private var frame: PlotFrame { PlotFrame(length: chart.length, height: 120) }
    private var quantity: RehearsalChart.Quantity { panel.quantity }

    var figure: Markup {
        let size = "0 0 \(PlotFrame.text(PlotFrame.width)) \(PlotFrame.text(frame.bottom + 22))"
        let drawing: Markup = .tag(
            "svg", ["viewBox": size, "role": "img", "aria-label": description],
            Bands(chart: chart, frame: frame).markup + frame.timeAxis() + valueAxis + threshold
                + panel.lines.flatMap(polylines))
        return .tag("figure", [:], [.tag("figcaption", [:], [.tag("b", [:], quantity.title)] + legend), drawing])
    }

    /// For people who do not see the drawing.
    private var description: String {
        let lines = panel.lines.map { line -> String in
            let known = line.values.compactMap(\.self)
            guard let first = known.first, let last = known.last else { return "\(line.name): not measured" }
            return "\(line.name): from \(quantity.text(first)) to \(quantity.text(last)), at most "
                + quantity.text(line.largest)
        }
        return quantity.explanation + " " + lines.joined(separator: "; ") + "."
    }

    private var legend: [Markup] {
        var keys = panel.lines.map { key(look($0), $0.name) }
        if let threshold = visibleThreshold {
            keys.append(key("line threshold", "threshold \(quantity.text(threshold))"))
        }
        return keys
    }

    private func key(_ look: String, _ name: String) -> Markup {
        let swatch: Markup = .tag(
            "svg", ["class": "swatch", "viewBox": "0 0 28 8", "aria-hidden": "true"],
            [.tag("line", ["class": look, "x1": "0", "x2": "28", "y1": "4", "y2": "4"])])
        return .tag("span", ["class": "key"], [swatch, .text(name)])
    }

    private var visibleThreshold: Double? { panel.threshold.flatMap { $0 <= panel.top ? $0 : nil } }

    /// Each region keeps its colour and its dashes in all plots.
    private func look(_ line: RehearsalChart.Line) -> String {
        line.region.map { "line r\($0.index % RehearsalStyleSheet.lines)" } ?? "line all"
    }

    private var valueAxis: [Markup] {
        [0, 0.5, 1].flatMap { part -> [Markup] in
            let value = panel.top * part
            let place = frame.y(value, of: panel.top)
            return [
                .tag(
                    "line",
                    [
                        "class": "grid", "x1": PlotFrame.text(PlotFrame.left),
                        "x2": PlotFrame.text(PlotFrame.width - PlotFrame.right), "y1": PlotFrame.text(place),
                        "y2": PlotFrame.text(place),
                    ]),
                .tag(
                    "text",
                    ["class": "value", "x": PlotFrame.text(PlotFrame.left - 6), "y": PlotFrame.text(place + 4)],
                    quantity.text(value)),
            ]
        }
    }

    private var threshold: [Markup] {
        guard let threshold = visibleThreshold else { return [] }
        let place = PlotFrame.text(frame.y(threshold, of: panel.top))
        return [
            .tag(
                "line",
                [
                    "class": "threshold", "x1": PlotFrame.text(PlotFrame.left),
                    "x2": PlotFrame.text(PlotFrame.width - PlotFrame.right), "y1": place, "y2": place,
                ])
        ]
    }

    /// A line, broken where nothing could be measured. What lies on a straight line is left out.
    private func polylines(_ line: RehearsalChart.Line) -> [Markup] {
        var runs: [[(column: Int, value: Double)]] = [[]]
        for (column, value) in line.values.enumerated() {
            guard let value else {
                if runs.last?.isEmpty == false { runs.append([]) }
                continue
            }
            let last = runs[runs.count - 1].suffix(2)
            if last.count == 2, last.allSatisfy({ $0.value == value }) { runs[runs.count - 1].removeLast() }
            runs[runs.count - 1].append((column, value))
        }
        return runs.filter { !$0.isEmpty }.map { run in
            let points = run.map { point in
                let middle =
                    PlotFrame.left
                    + frame.plotWidth * (Double(point.column) + 0.5) / Double(LinePlot.columns)
                return "\(PlotFrame.text(middle)),\(PlotFrame.text(frame.y(point.value, of: panel.top)))"
            }
            return .tag("polyline", ["class": look(line), "points": points.joined(separator: " ")])
        }
    }
}
