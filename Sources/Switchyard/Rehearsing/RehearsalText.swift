import Engine
import Runbook
import RunbookCompiler
import Simulation

/// Rehearsals for people at a terminal.
package struct RehearsalText {
    package var run: RehearsedRun
    package var style: Style
    package var width: Int

    package init(_ run: RehearsedRun, style: Style = .plain, width: Int = 80) {
        self.run = run
        self.style = style
        self.width = width
    }

    private var plan: Plan { run.plan }

    package var text: String {
        var lines = heading
        lines += ["", style.bold("outcomes")] + outcomes
        lines += ["", style.bold("figures")] + figures
        lines += ["", style.bold("seed \(run.seed) over time")]
        for sentence in [run.ending, run.truth, run.straggling].compactMap(\.self) {
            lines += paragraph(sentence, indent: 0)
        }
        lines.append("")
        let chart = RehearsalChart(run.charted, faults: run.prepared.faults)
        lines += RehearsalPicture(chart: chart, plan: plan, style: style, width: width).lines
        lines += ["", style.bold("what this does not cover")]
        for sentence in RehearsalLimits.sentences(of: run) { lines += bullet(sentence) }
        lines.append(style.dim("nothing was changed"))
        return lines.joined(separator: "\n") + "\n"
    }

    private var heading: [String] {
        var first = "\(plan.runbook) version \(plan.version)"
        first += " on \(run.prepared.environment.name.value), \(run.prepared.mode.rawValue)"
        let parameters = plan.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)".printable }
        if !parameters.isEmpty { first += ", " + parameters.joined(separator: " ") }
        var second = "\(run.extent), on simulated regions in virtual time"
        if let before = run.before { second += ", after \(before.runbook)" }
        if let faults = run.prepared.faults { second += ", with the faults of \(faults.name.value)" }
        return paragraph(first, indent: 0).map(style.bold) + paragraph(second, indent: 0)
    }

    // MARK: Outcomes

    private var outcomes: [String] {
        let head = cells("", "share", "times", "median", "p95", "worst")
        var lines = [style.dim(head)]
        for group in run.forecast.groups {
            let times = group.durations
            let row = cells(
                RehearsalText.word(group.outcome), "\(group.share)", "\(times.values.count)", times.median.clock,
                times.p95.clock, times.worst.clock)
            lines.append(group.outcome == .succeeded ? style.green(row) : style.yellow(row))
            for reason in group.reasons.prefix(3) {
                let sentence = "because \(CauseText.sentence(reason.cause, plan))"
                lines += paragraph("\(reason.count) \(reason.count == 1 ? "time" : "times") \(sentence)", indent: 4)
            }
            let others = group.reasons.dropFirst(3).reduce(0) { $0 + $1.count }
            if others > 0 { lines.append("    \(others) for \(group.reasons.count - 3) other reasons") }
        }
        return lines
    }

    private func cells(_ name: String, _ rest: String...) -> String {
        ("  " + name).padded(to: 16) + rest.map { $0.leftPadded(to: 9) }.joined()
    }

    static func word(_ outcome: FaultPlan.Outcome?) -> String { outcome?.rawValue ?? "not at rest" }

    // MARK: Figures

    private var figures: [String] {
        let all = RehearsalFigures(run: run).all
        let longest = min(32, all.map(\.name.displayWidth).max() ?? 0)
        return all.flatMap { figure in
            let parts = figure.text.printable.wrapped(to: max(20, width - longest - 4))
            return parts.enumerated().map { index, part in
                let name = index == 0 ? figure.name.printable.cropped(to: longest) : ""
                return "  \(name.padded(to: longest))  " + (figure.isBad ? style.yellow(part) : part)
            }
        }
    }

    // MARK: Prose

    private func paragraph(_ text: String, indent: Int) -> [String] {
        text.printable.wrapped(to: max(20, width - indent)).map { String(repeating: " ", count: indent) + $0 }
    }

    private func bullet(_ text: String) -> [String] {
        let lines = paragraph(text, indent: 4)
        return lines.enumerated().map { $0.offset == 0 ? "  - " + $0.element.dropFirst(4) : $0.element }
    }
}
