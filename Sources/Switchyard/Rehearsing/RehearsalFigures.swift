import Engine
import Runbook
import RunbookCompiler
import Simulation

/// The figures of a forecast in words, for a terminal and for a page alike.
struct RehearsalFigures {
    struct Figure: Hashable {
        var name: String
        var text: String
        /// Whether people have to see it.
        var isBad = false
    }

    var run: RehearsedRun

    private var forecast: RehearsalForecast { run.forecast }
    private var plan: Plan { run.plan }
    private var count: Int { forecast.results.count }

    var all: [Figure] {
        [objective, deadline, withoutWriter, twoWriters, errors, lag, loss, expectation].compactMap(\.self)
    }

    /// `97%`, or the number when it is not the whole or nothing of several.
    private func share(_ part: Int) -> String {
        part == count ? "all" : part == 0 ? "none" : "\(RehearsalForecast.shares(of: [part, count - part])[0])"
    }

    private var objective: Figure? {
        guard let rto = plan.rto else { return nil }
        let within = forecast.succeeded(within: rto)
        let used = forecast.groups.first { $0.outcome == .succeeded }.map { group in
            "; their median takes \(part(group.durations.median, of: rto)) of it, the 95th percentile "
                + part(group.durations.p95, of: rto)
        }
        return Figure(
            name: "recovery time objective \(rto)", text: "\(share(within)) succeeded within it" + (used ?? ""),
            isBad: within < count)
    }

    private var deadline: Figure {
        let worst = forecast.durations.worst
        return Figure(
            name: "deadline \(plan.deadline)", text: "the longest took \(part(worst, of: plan.deadline)) of it",
            isBad: worst > plan.deadline)
    }

    private func part(_ time: Milliseconds, of whole: Milliseconds) -> String {
        whole > .zero ? (100 * Double(time.rawValue) / Double(whole.rawValue)).rounded().brief + "%" : "all"
    }

    private var withoutWriter: Figure? {
        guard !plan.topology.stateful.isEmpty else { return nil }
        let times = forecast.withoutWriter
        let open = forecast.endingWithoutWriter
        var text = times.worst == .zero ? "never" : RehearsalFigures.spread(times)
        if open > 0 { text += "; \(share(open)) ended without one" }
        return Figure(name: "longest without a writer", text: text, isBad: open > 0)
    }

    private var twoWriters: Figure? {
        let worst = forecast.withTwoWriters.worst
        guard worst > .zero else { return nil }
        let affected = forecast.results.count { $0.gauge.withTwoWriters > .zero }
        return Figure(
            name: "two writers at once", text: "in \(share(affected)), for up to \(worst.brief)", isBad: true)
    }

    private var errors: Figure {
        let worst = forecast.worstErrorRate
        return Figure(
            name: "worst error rate", text: "\((100 * worst).brief)% of all requests in a second",
            isBad: worst > plan.topology.thresholds.errorRate.ratio)
    }

    private var lag: Figure? {
        guard !plan.topology.stateful.isEmpty else { return nil }
        return Figure(
            name: "worst lag of a standby", text: RehearsalFigures.spread(forecast.lags),
            isBad: forecast.lags.worst > plan.topology.thresholds.replicationLag)
    }

    private var loss: Figure? {
        guard !plan.topology.stateful.isEmpty else { return nil }
        let worst = forecast.lost.worst
        let affected = forecast.results.count { $0.lost > .zero }
        guard affected > 0 else { return Figure(name: "acknowledged writes lost", text: "none") }
        let bound = plan.rpo.map { ", of a recovery point objective of \($0)" } ?? ""
        return Figure(
            name: "acknowledged writes lost", text: "in \(share(affected)), up to \(worst.brief) of them" + bound,
            isBad: plan.rpo.map { worst > $0 } ?? true)
    }

    private var expectation: Figure? {
        guard let faults = run.prepared.faults else { return nil }
        guard let asExpected = forecast.asExpected else {
            return Figure(
                name: "fault plan \(faults.name.value)", text: "was written for the runbook \(faults.runbook.value)")
        }
        return Figure(
            name: "fault plan \(faults.name.value)",
            text: "\(share(asExpected)) ended as it expects (\(faults.expect.outcome.value.rawValue))",
            isBad: asExpected < count)
    }

    private static func spread(_ times: Distribution) -> String {
        guard times.values.first != times.values.last else { return times.worst.brief }
        return "median \(times.median.brief), 95th percentile \(times.p95.brief), worst \(times.worst.brief)"
    }
}
