package import Engine
import Runbook
import RunbookCompiler

/// What has to be there.
extension PrometheusAdapter {
    package func examine() async -> [AdapterFinding] {
        if case .trouble(let why) = await ask("1") {
            return [
                AdapterFinding(
                    .fault, "\(place): \(why)",
                    help:
                        "Its url has to be where its HTTP API is, without /api, and to answer within \(settings.timeout)."
                )
            ]
        }
        var findings = [AdapterFinding(.sound, "\(place) answers")]
        for region in topology.regionIndices {
            let name = topology.name(of: region)
            findings.append(fresh(name, await ask(text(settings.freshness.value, region, nil, nil))))
            for query in settings.queries {
                let answer = await ask(text(query.text.value, region, nil, nil))
                if let finding = finding(query, name, answer) { findings.append(finding) }
            }
        }
        if query(.availability) == nil {
            findings.append(
                AdapterFinding(
                    .fault, "no query is written for availability, so nobody knows which region serves",
                    help: "Write one under queries; no traffic is moved to a region of which that is not known."))
        }
        return findings
    }

    private func fresh(_ region: String, _ answer: PrometheusAnswer) -> AdapterFinding {
        switch answer {
        case .value(let seconds):
            guard let moment = Milliseconds(told: seconds * 1000) else {
                return AdapterFinding(
                    .fault, "freshness of \(region) is no moment in Unix seconds", help: "Correct the query freshness.")
            }
            let age = timekeeper.now - moment
            if age > PrometheusAdapter.lately {
                return AdapterFinding(
                    .caution, "\(region) was last sampled \(age) ago",
                    help: "Gates take nothing that is older than half a minute; see its targets.")
            }
            return AdapterFinding(.sound, "\(region) was last sampled \(max(.zero, age)) ago")
        case .nothing:
            return AdapterFinding(
                .fault, "\(region) was never sampled, as freshness says",
                help: "Correct the query freshness, or have Prometheus scrape the region.")
        case .trouble(let why):
            return AdapterFinding(.fault, "freshness of \(region): \(why)", help: "Correct the query freshness.")
        }
    }

    private func finding(
        _ query: PrometheusSettings.Query, _ region: String, _ answer: PrometheusAnswer
    ) -> AdapterFinding? {
        switch answer {
        case .value: nil
        case .nothing:
            AdapterFinding(
                .caution, "\(query.metric.value) of \(region) has no data now",
                help: "A gate that needs it does not pass until it has.")
        case .trouble(let why):
            AdapterFinding(
                .fault, "\(query.metric.value) of \(region): \(why)", help: "Correct the query under queries.")
        }
    }
}
