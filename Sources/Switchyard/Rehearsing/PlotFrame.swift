import Runbook

/// Where a plot is on its drawing, and how time and values become coordinates.
struct PlotFrame: Hashable {
    static let width = 960.0
    /// Room for the names of steps and the numbers of the axis.
    static let left = 176.0
    static let right = 16.0

    var length: Milliseconds
    var top = 8.0
    var height: Double

    var bottom: Double { top + height }
    var plotWidth: Double { PlotFrame.width - PlotFrame.left - PlotFrame.right }

    func x(_ time: Milliseconds) -> Double {
        guard length > .zero else { return PlotFrame.left }
        return PlotFrame.left + plotWidth * Double(time.rawValue) / Double(length.rawValue)
    }

    func y(_ value: Double, of full: Double) -> Double {
        bottom - height * (full > 0 ? max(0, min(1, value / full)) : 0)
    }

    /// A coordinate as it is written: a tenth is finer than anybody sees.
    static func text(_ coordinate: Double) -> String { ((coordinate * 10).rounded() / 10).brief }

    /// Vertical lines with their time below, so far apart that the times do not touch.
    func timeAxis() -> [Markup] {
        let step = RehearsalPicture.tick(for: length, Int(plotWidth / 8))
        var marks: [Markup] = []
        var time = Milliseconds.zero
        while time <= length {
            let place = PlotFrame.text(x(time))
            marks.append(
                .tag(
                    "line",
                    [
                        "class": "grid", "x1": place, "x2": place, "y1": PlotFrame.text(top),
                        "y2": PlotFrame.text(bottom),
                    ]))
            marks.append(
                .tag("text", ["class": "tick", "x": place, "y": PlotFrame.text(bottom + 15)], time.clock))
            time = time + step
        }
        return marks
    }
}
