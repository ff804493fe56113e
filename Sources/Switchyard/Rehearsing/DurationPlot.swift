import Runbook
import Simulation

/// How many rehearsals took how long, as a drawing.
struct DurationPlot {
    var forecast: RehearsalForecast
    var rto: Milliseconds?

    private static let bins = 48
    private static let height = 110.0

    /// Where the axis begins and ends: all durations, and the objective when it is not far from them.
    private var range: (start: Milliseconds, end: Milliseconds) {
        let all = forecast.durations
        var (start, end) = (all.values.first ?? .zero, all.worst)
        if let rto, rto <= end * 2, rto * 2 >= start { (start, end) = (min(start, rto), max(end, rto)) }
        let margin = max(Milliseconds.seconds(1), Milliseconds((end - start).rawValue / 20))
        return (max(.zero, start - margin), end + margin)
    }

    var figure: Markup {
        let (start, end) = range
        let frame = PlotFrame(length: end - start, height: Self.height)
        let size = "0 0 \(PlotFrame.text(PlotFrame.width)) \(PlotFrame.text(frame.bottom + 22))"
        let drawing: Markup = .tag(
            "svg", ["viewBox": size, "role": "img", "aria-label": description],
            axis(frame, start) + bars(frame, start) + objective(frame, start))
        return .tag(
            "figure", [:], [.tag("figcaption", [:], [.tag("b", [:], "rehearsals by duration")] + legend), drawing])
    }

    private var description: String {
        let times = forecast.durations
        return "How many rehearsals took how long: median \(times.median.clock), 95th percentile \(times.p95.clock), "
            + "worst \(times.worst.clock)."
    }

    private var legend: [Markup] {
        forecast.groups.map { group in
            let name = RehearsalText.word(group.outcome)
            return .tag(
                "span", ["class": "key"],
                [.tag("span", ["class": "chip \(group.outcome?.rawValue ?? "unrested")"], ""), .text(name)])
        } + (rto.map { [.tag("span", ["class": "key"], "recovery time objective \($0)")] } ?? [])
    }

    /// The times along the axis count from the beginning of a rehearsal, not of the axis.
    private func axis(_ frame: PlotFrame, _ start: Milliseconds) -> [Markup] {
        let step = RehearsalPicture.tick(for: frame.length, Int(frame.plotWidth / 8))
        var marks: [Markup] = []
        var time = Milliseconds((start.rawValue + step.rawValue - 1) / step.rawValue * step.rawValue)
        while time <= start + frame.length {
            let place = PlotFrame.text(frame.x(time - start))
            marks.append(
                .tag("text", ["class": "tick", "x": place, "y": PlotFrame.text(frame.bottom + 15)], time.clock))
            time = time + step
        }
        marks.append(
            .tag(
                "line",
                [
                    "class": "grid", "x1": PlotFrame.text(PlotFrame.left),
                    "x2": PlotFrame.text(PlotFrame.width - PlotFrame.right), "y1": PlotFrame.text(frame.bottom),
                    "y2": PlotFrame.text(frame.bottom),
                ]))
        return marks
    }

    private func bars(_ frame: PlotFrame, _ start: Milliseconds) -> [Markup] {
        let counts = forecast.groups.map { group in
            var bins = Array(repeating: 0, count: Self.bins)
            for value in group.durations.values {
                let bin = Int((value - start).rawValue * Int64(Self.bins) / max(1, frame.length.rawValue))
                bins[max(0, min(Self.bins - 1, bin))] += 1
            }
            return bins
        }
        let tallest = (0..<Self.bins).map { bin in counts.reduce(0) { $0 + $1[bin] } }.max() ?? 1
        let width = frame.plotWidth / Double(Self.bins)
        var marks: [Markup] = []
        for bin in 0..<Self.bins {
            var below = 0
            for (group, bins) in zip(forecast.groups, counts) where bins[bin] > 0 {
                let name = RehearsalText.word(group.outcome)
                let height = frame.height * Double(bins[bin]) / Double(max(1, tallest))
                let base = frame.bottom - frame.height * Double(below) / Double(max(1, tallest))
                below += bins[bin]
                marks.append(
                    .tag(
                        "rect",
                        [
                            "class": "chip \(group.outcome?.rawValue ?? "unrested")",
                            "x": PlotFrame.text(PlotFrame.left + width * Double(bin) + 0.5),
                            "y": PlotFrame.text(base - height), "width": PlotFrame.text(width - 1),
                            "height": PlotFrame.text(height),
                        ], [.tag("title", [:], "\(bins[bin]) \(name)")]))
            }
        }
        marks.append(
            .tag(
                "text",
                ["class": "value", "x": PlotFrame.text(PlotFrame.left - 6), "y": PlotFrame.text(frame.top + 8)],
                "\(tallest)"))
        return marks
    }

    private func objective(_ frame: PlotFrame, _ start: Milliseconds) -> [Markup] {
        guard let rto, rto >= start, rto <= start + frame.length else { return [] }
        let place = PlotFrame.text(frame.x(rto - start))
        return [
            .tag(
                "line",
                [
                    "class": "threshold", "x1": place, "x2": place, "y1": PlotFrame.text(frame.top),
                    "y2": PlotFrame.text(frame.bottom),
                ])
        ]
    }
}
