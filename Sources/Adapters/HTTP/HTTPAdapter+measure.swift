package import Engine
import Runbook
package import RunbookCompiler

/// Measuring.
extension HTTPAdapter {
    /// Of a region as a whole, what the worst of its URLs comes to.
    package func measure(_ queries: [MetricQuery]) async -> [Measurement] {
        await prober.begin()
        let now = timekeeper.now
        return queries.map { measure($0, at: now) }
    }

    private func measure(_ query: MetricQuery, at now: Milliseconds) -> Measurement {
        var result = Measurement(
            query: query, value: nil, sampledAt: now, coveredFrom: now, samples: 0, source: HTTPSettings.name)
        let targets = targets(query.region, query.service)
        guard !targets.isEmpty else {
            let place = query.service.map { topology.name(of: $0) + " in " } ?? ""
            result.source += ": there is no URL for \(place)\(topology.name(of: query.region))"
            return result
        }
        let all = targets.map { measure(query, target: $0, at: now) }
        return all.dropFirst().reduce(all[0]) { worse($0, $1) }
    }

    private func measure(_ query: MetricQuery, target: Int, at now: Milliseconds) -> Measurement {
        let place = "http at \(prober.targets[target].url)"
        var result = Measurement(query: query, value: nil, sampledAt: now, coveredFrom: now, samples: 0, source: place)
        guard let last = prober.board.last(of: target) else {
            result.source += ": it has not been probed yet"
            return result
        }
        (result.sampledAt, result.coveredFrom) = (last.moment, last.moment)
        var samples = [last]
        if let window = query.window {
            let stretch = prober.board.stretch(of: target, since: now - window, gap: gap)
            samples = stretch?.samples ?? []
            result.coveredFrom = min(stretch?.coveredFrom ?? last.moment, last.moment)
        }
        if last.verdict != .well { result.source += ": \(prober.board.words(of: target))" }
        result.value = ProbeStatistics(samples).value(of: query.metric)
        result.samples = result.value == nil ? 0 : Int64(samples.count)
        if result.value == nil, last.verdict == .well { result.source += ": probes do not tell" }
        return result
    }

    private func worse(_ one: Measurement, _ other: Measurement) -> Measurement {
        guard let value = one.value, let told = other.value else {
            var nothing = one.value == nil ? one : other
            (nothing.value, nothing.samples) = (nil, 0)
            return nothing
        }
        let isBetter = one.query.metric == .availability ? value.value > told.value : value.value < told.value
        var result = isBetter ? other : one
        result.sampledAt = min(one.sampledAt, other.sampledAt)
        result.coveredFrom = min(result.sampledAt, max(one.coveredFrom, other.coveredFrom))
        result.samples = min(one.samples, other.samples)
        return result
    }
}
