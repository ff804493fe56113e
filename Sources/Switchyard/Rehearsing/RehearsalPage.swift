import Engine
import Runbook
import RunbookCompiler
import Simulation

/// Rehearsals as one page that needs nothing beside it: no script, no picture, no font from elsewhere.
package struct RehearsalPage {
    package var run: RehearsedRun

    package init(_ run: RehearsedRun) { self.run = run }

    var plan: Plan { run.plan }
    private var title: String { "Rehearsal of \(plan.runbook)" }

    package var text: String {
        let head: Markup = .tag(
            "head", [:],
            [
                .tag("meta", ["charset": "utf-8"]),
                .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
                .tag("meta", ["name": "color-scheme", "content": "light dark"]),
                .tag("title", [:], title), .tag("style", [:], RehearsalStyleSheet.text),
            ])
        let main: Markup = .tag(
            "main", [:], [header, outcomes, figures, spread, drawing, limits].compactMap(\.self))
        return "<!DOCTYPE html>\n" + Markup.tag("html", ["lang": "en"], [head, .tag("body", [:], [main])]).written
            + "\n"
    }

    private var header: Markup {
        let parameters = plan.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        var facts = ["version \(plan.version) on \(run.prepared.environment.name.value)", run.prepared.mode.rawValue]
        facts += parameters
        var extent = "\(run.extent), on simulated regions in virtual time"
        if let before = run.before { extent += ", after \(before.runbook)" }
        if let faults = run.prepared.faults {
            extent += ", with the faults of \(faults.name.value)" + (faults.summary.map { ": \($0)" } ?? "")
        }
        return .tag(
            "header", [:],
            [
                .tag("h1", [:], title), .tag("p", ["class": "facts"], facts.joined(separator: ", ")),
                .tag("p", [:], extent),
            ])
    }

    // MARK: Tables

    private var outcomes: Markup {
        let head = ["outcome", "share", "times", "median", "95th percentile", "worst"]
        let rows = run.forecast.groups.flatMap { group -> [Markup] in
            let times = group.durations
            let name = RehearsalText.word(group.outcome)
            let cells = [
                "\(group.share)", "\(times.values.count)", times.median.clock, times.p95.clock, times.worst.clock,
            ]
            let row: Markup = .tag(
                "tr", [:],
                [
                    .tag(
                        "th", ["scope": "row"],
                        [.tag("span", ["class": "chip \(group.outcome?.rawValue ?? "unrested")"], ""), .text(name)])
                ]
                    + cells.map { .tag("td", ["class": "number"], $0) })
            return [row]
                + group.reasons.map { reason in
                    let sentence = CauseText.sentence(reason.cause, plan)
                    let times = "\(reason.count) \(reason.count == 1 ? "time" : "times")"
                    return .tag(
                        "tr", ["class": "reason"], [.tag("td", ["colspan": "6"], "\(times) because \(sentence)")])
                }
        }
        let table: Markup = .tag(
            "table", [:],
            [
                .tag("thead", [:], [.tag("tr", [:], head.map { .tag("th", ["scope": "col"], $0) })]),
                .tag("tbody", [:], rows),
            ])
        return .tag("section", [:], [.tag("h2", [:], "Outcomes"), table])
    }

    private var figures: Markup {
        let rows = RehearsalFigures(run: run).all.map { figure in
            Markup.tag(
                "tr", [:],
                [
                    .tag("th", ["scope": "row"], figure.name),
                    .tag("td", ["class": figure.isBad ? "bad" : "good"], figure.text),
                ])
        }
        return .tag("section", [:], [.tag("h2", [:], "Figures"), .tag("table", [:], [.tag("tbody", [:], rows)])])
    }

    private var spread: Markup? {
        guard run.forecast.results.count > 1 else { return nil }
        return .tag(
            "section", [:],
            [.tag("h2", [:], "How long it took"), DurationPlot(forecast: run.forecast, rto: plan.rto).figure])
    }

    // MARK: One rehearsal over time

    private var drawing: Markup {
        let chart = RehearsalChart(run.charted, faults: run.prepared.faults)
        let plots = chart.panels(columns: LinePlot.columns).map { LinePlot(panel: $0, chart: chart).figure }
        let facts = [run.truth, run.straggling].compactMap(\.self)
        var notes: [Markup] = []
        if !chart.leftOut.isEmpty {
            notes.append(.tag("p", [:], "Not drawn, as nothing of it is about them: \(Truth.list(chart.leftOut))."))
        }
        return .tag(
            "section", [:],
            [
                .tag("h2", [:], "Seed \(run.seed) over time"),
                .tag("p", [:], "It \(run.ending)."), .tag("p", [:], facts.joined(separator: " ")),
                StepPlot(chart: chart, plan: plan).figure,
            ] + plots + notes)
    }

    private var limits: Markup {
        let sentences = RehearsalLimits.sentences(of: run).map { Markup.tag("li", [:], $0) }
        return .tag(
            "section", [:], [.tag("h2", [:], "What this does not cover"), .tag("ul", [:], sentences)])
    }
}
