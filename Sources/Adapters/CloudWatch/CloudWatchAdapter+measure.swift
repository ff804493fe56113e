package import Engine
import Runbook
package import RunbookCompiler
package import World

/// Looking and measuring.
extension CloudWatchAdapter {
    /// A service answers when its availability was lately what the environment asks for; a region can be reached when one
    /// of its services was lately available at all.
    package func observe() async -> WorldState {
        let places = topology.regionIndices.flatMap { region in services(in: region).map { (region, $0) } }
        let answers = await measure(
            places.map { MetricQuery(metric: .availability, region: $0.0, service: $0.1, window: nil) })
        var world = WorldState(unknownIn: topology)
        let now = timekeeper.now
        for ((region, service), answer) in zip(places, answers) {
            guard let value = answer.value, now - answer.sampledAt <= CloudWatchAdapter.lately else { continue }
            if value.value > 0 { world.isReachable[region.index] = .yes }
            let wanted = Quantity.ratio(topology.thresholds.availability).value
            world[region, service].isServing = Knowledge(value.value >= wanted)
        }
        return world
    }

    package func measure(_ queries: [MetricQuery]) async -> [Measurement] {
        let now = timekeeper.now
        let asked = queries.map { query in
            Result { () throws(Unasked) in try formulas(query.metric, query.region, query.service) }
        }
        func span(_ query: MetricQuery, _ formula: MetricFormula) -> DatapointSpan {
            DatapointSpan(
                window: query.window, lookBack: CloudWatchAdapter.lookBack, period: formula.period, now: now)
        }
        let wanted = zip(queries, asked).flatMap { query, formulas in
            ((try? formulas.get()) ?? []).map { (formula: $0, span: span(query, $0)) }
        }
        let start = wanted.map(\.span.seconds.lowerBound).min() ?? 0
        let sights = await look(wanted.map(\.formula), from: start, at: now)
        return zip(queries, asked).map { query, formulas in
            switch formulas {
            case .failure(let unasked):
                return Measurement(query, nil, at: now, from: "\(CloudWatchSettings.name): \(unasked.why)")
            case .success(let formulas):
                let parts = formulas.map { formula in
                    measurement(query, formula, reading(formula, sights, span(query, formula)), at: now)
                }
                return Measurement(query, worstOf: parts)
            }
        }
    }

    private func measurement(
        _ query: MetricQuery, _ formula: MetricFormula, _ reading: MetricReading, at now: Milliseconds
    ) -> Measurement {
        let place = place(formula.region)
        switch reading {
        case .nothing: return Measurement(query, nil, at: now, from: place + ": there is no data")
        case .trouble(let why): return Measurement(query, nil, at: now, from: place + ": " + why)
        case .value(let value):
            let sampledAt = min(now, Milliseconds.seconds(value.end))
            return Measurement(
                query: query, value: Quantity(value.number, formula.dimension), sampledAt: sampledAt,
                coveredFrom: query.window == nil ? sampledAt : .seconds(value.begin), samples: Int64(value.count),
                source: place)
        }
    }
}
