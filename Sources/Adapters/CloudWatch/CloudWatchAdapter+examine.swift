package import Engine
import Runbook
import RunbookCompiler

/// What has to be there.
extension CloudWatchAdapter {
    /// How far back an examination looks.
    private static let memory = Milliseconds.hours(3)

    package func examine() async -> [AdapterFinding] {
        let now = timekeeper.now
        let (formulas, missing) = written
        let sights = await look(formulas, from: (now - CloudWatchAdapter.memory).rawValue / 1000, at: now)
        var findings = Set(formulas.map(\.region)).sorted().map { finding($0, sights[$0]) } + missing
        for formula in formulas {
            guard case .success(let told)? = sights[formula.region] else { continue }
            let span = DatapointSpan(
                window: nil, lookBack: CloudWatchAdapter.memory, period: formula.period, now: now)
            findings.append(finding(formula, formula.reading(told, span), at: now))
        }
        if settings.measure(of: .availability) == nil {
            findings.append(
                AdapterFinding(
                    .fault, "no metric is written for availability, so nobody knows which region serves",
                    help: "Write one under metrics; no traffic is moved to a region of which that is not known."))
        }
        return findings
    }

    /// Each metric of each place, and what lacks a dimension's value.
    private var written: ([MetricFormula], [AdapterFinding]) {
        var formulas: [MetricFormula] = []
        var missing: [AdapterFinding] = []
        for region in topology.regionIndices where !services(in: region).isEmpty {
            for metric in settings.measures.compactMap({ Metric(name: $0.metric.value) }) {
                do throws(Unasked) {
                    formulas += try self.formulas(metric, region, nil)
                } catch {
                    missing.append(AdapterFinding(.fault, error.why, help: "Write one under dimensions."))
                }
            }
        }
        return (formulas, missing)
    }

    private func finding(_ region: String, _ sight: Sight?) -> AdapterFinding {
        switch sight {
        case .success: AdapterFinding(.sound, "\(place(region)) answers")
        case .failure(let failure):
            AdapterFinding(
                .fault, "\(place(region)): \(failure.sentence)",
                help: "Correct credentials, which need cloudwatch:GetMetricData, or AWS's name of the region.")
        case nil: AdapterFinding(.fault, "\(place(region)): its URL is none", help: "Correct url.")
        }
    }

    private func finding(
        _ formula: MetricFormula, _ reading: MetricReading, at now: Milliseconds
    ) -> AdapterFinding {
        let name = "\(formula.metric.name) of \(formula.place)"
        switch reading {
        case .value(let value):
            let age = now - Milliseconds.seconds(value.end)
            if age > CloudWatchAdapter.lately {
                return AdapterFinding(
                    .caution, "the newest datapoint for \(name) ended \(age) ago",
                    help: "Gates take nothing that is older than three of their intervals; see who sends it.")
            }
            if value.isMissing {
                return AdapterFinding(
                    .caution, "there is no \(formula.measure.dividend.name) for \(name), which counts as zero",
                    help: "Nothing is wrong where there was none; if there was, correct its name and its dimensions.")
            }
            return AdapterFinding(.sound, "the newest datapoint for \(name) ended \(age) ago")
        case .nothing:
            return AdapterFinding(
                formula.metric == .availability ? .fault : .caution,
                "there is no data for \(name) in the last \(CloudWatchAdapter.memory)",
                help: "A gate that needs it does not pass until there is; see its namespace, name and dimensions.")
        case .trouble(let why):
            return AdapterFinding(.fault, "\(name): \(why)", help: "Correct it under metrics.")
        }
    }
}
