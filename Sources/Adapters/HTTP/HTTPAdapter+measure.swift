package import Engine
import Runbook
package import RunbookCompiler

/// Measuring.
extension HTTPAdapter {
    /// Of a region as a whole, what the worst of its URLs comes to.
    package func measure(_ queries: [MetricQuery]) async -> [Measurement] {
        await prober.begin()
        let now = timekeeper.now
        var stretches: [ProbedStretch.Key: ProbedStretch] = [:]
        return queries.map { measure($0, at: now, &stretches) }
    }

    private func measure(
        _ query: MetricQuery, at now: Milliseconds, _ stretches: inout [ProbedStretch.Key: ProbedStretch]
    ) -> Measurement {
        var result = Measurement(
            query: query, value: nil, sampledAt: now, coveredFrom: now, samples: 0, source: HTTPSettings.name)
        let targets = targets(query.region, query.service)
        guard !targets.isEmpty else {
            let place = query.service.map { topology.name(of: $0) + " in " } ?? ""
            result.source += ": there is no URL for \(place)\(topology.name(of: query.region))"
            return result
        }
        let told = targets.map { measure(query, target: $0, at: now, &stretches) }
        return Measurement(query, worstOf: told)
    }

    private func measure(
        _ query: MetricQuery, target: Int, at now: Milliseconds,
        _ stretches: inout [ProbedStretch.Key: ProbedStretch]
    ) -> Measurement {
        let place = prober.targets[target].place
        var result = Measurement(query: query, value: nil, sampledAt: now, coveredFrom: now, samples: 0, source: place)
        let key = ProbedStretch.Key(target: target, window: query.window)
        guard let stretch = stretches[key] ?? ProbedStretch(key, on: prober.board, at: now, gap: gap) else {
            result.source += ": it has not been probed yet"
            return result
        }
        stretches[key] = stretch
        (result.sampledAt, result.coveredFrom) = (stretch.last.moment, stretch.coveredFrom)
        if stretch.last.verdict != .well { result.source += ": \(prober.board.words(of: target))" }
        result.value = stretch.statistics.value(of: query.metric)
        result.samples = result.value == nil ? 0 : stretch.count
        if result.value == nil, stretch.last.verdict == .well { result.source += ": probes do not tell" }
        return result
    }
}
