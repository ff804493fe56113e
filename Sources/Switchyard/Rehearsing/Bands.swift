import Runbook
import Simulation

/// What lies behind a plot: when the run went back or finished, when it could no longer go back, when faults struck.
struct Bands {
    var chart: RehearsalChart
    var frame: PlotFrame

    var markup: [Markup] {
        var pieces = chart.track.stretches.compactMap { stretch -> Markup? in
            switch stretch.way {
            case .forward: nil
            case .back: band("back", "going back", from: chart.since(stretch.start), to: chart.since(stretch.end))
            case .finishing:
                band("finishing", "finishing", from: chart.since(stretch.start), to: chart.since(stretch.end))
            }
        }
        if let crossing = chart.track.crossing {
            pieces.append(band("beyond", "no way back", from: chart.since(crossing), to: chart.length))
        }
        return pieces + chart.faults.map(fault)
    }

    private func band(_ look: String, _ title: String, from start: Milliseconds, to end: Milliseconds) -> Markup {
        .tag(
            "rect",
            [
                "class": "band \(look)", "x": PlotFrame.text(frame.x(start)), "y": PlotFrame.text(frame.top),
                "width": PlotFrame.text(max(1, frame.x(end) - frame.x(start))), "height": PlotFrame.text(frame.height),
            ], [.tag("title", [:], "\(title), \(start.clock) to \(end.clock)")])
    }

    private func fault(_ fault: FaultPlan.Fault) -> Markup {
        let place = PlotFrame.text(frame.x(fault.at))
        return .tag(
            "line",
            [
                "class": "fault", "x1": place, "x2": place, "y1": PlotFrame.text(frame.top),
                "y2": PlotFrame.text(frame.bottom),
            ], [.tag("title", [:], "\(fault.at.clock) \(FaultText.sentence(fault))")])
    }
}
