package import Engine
import Runbook
package import RunbookCompiler
package import World

/// Looking and measuring.
extension PrometheusAdapter {
    /// A service answers when its availability is what the environment asks for; a region can be reached when somebody
    /// has sampled it lately.
    package func observe() async -> WorldState {
        let places = topology.regionIndices.flatMap { region in
            topology.regions[region.index].services.map { (region, $0) }
        }
        let answers = await measure(
            places.map { MetricQuery(metric: .availability, region: $0.0, service: $0.1, window: nil) })
        var world = WorldState(unknownIn: topology)
        let now = timekeeper.now
        for ((region, service), answer) in zip(places, answers) {
            guard let value = answer.value, now - answer.sampledAt <= PrometheusAdapter.lately else { continue }
            world.isReachable[region.index] = .yes
            let wanted = Quantity.ratio(topology.thresholds.availability).value
            world[region, service].isServing = Knowledge(value.value >= wanted)
        }
        return world
    }

    /// A sample older than this says nothing of now.
    static let lately = Milliseconds.seconds(30)

    package func measure(_ queries: [MetricQuery]) async -> [Measurement] {
        let samples = await freshness(of: Set(queries.map(\.region)), windows: Set(queries.compactMap(\.window)))
        return await withTaskGroup(of: (Int, Measurement).self) { group in
            for (index, query) in queries.enumerated() {
                group.addTask { (index, await measure(query, samples)) }
            }
            var answers: [Measurement?] = Array(repeating: nil, count: queries.count)
            for await (index, answer) in group { answers[index] = answer }
            return answers.compactMap(\.self)
        }
    }

    /// When regions were sampled, and whether they were before windows began.
    private struct Freshness: Sendable {
        var sampledAt: [RegionIndex: Milliseconds] = [:]
        var reachesBack: [RegionIndex: Set<Milliseconds>] = [:]
        var trouble: [RegionIndex: String] = [:]
    }

    private func freshness(of regions: Set<RegionIndex>, windows: Set<Milliseconds>) async -> Freshness {
        let now = timekeeper.now
        return await withTaskGroup(of: (RegionIndex, Milliseconds?, PrometheusAnswer).self) { group in
            for region in regions {
                let text = text(settings.freshness.value, region, nil, nil)
                group.addTask { (region, nil, await ask(text)) }
                for window in windows { group.addTask { (region, window, await ask(text, at: now - window)) } }
            }
            var freshness = Freshness()
            for await (region, window, answer) in group {
                switch (answer, window) {
                case (.value(let seconds), nil):
                    if let moment = Milliseconds(told: seconds * 1000) {
                        // A clock that is ahead must not make old samples look new.
                        freshness.sampledAt[region] = min(now, moment)
                    } else {
                        freshness.trouble[region] = "freshness is no moment in Unix seconds"
                    }
                case (.value, let window?): freshness.reachesBack[region, default: []].insert(window)
                case (.trouble(let why), _): freshness.trouble[region] = why
                case (.nothing, _): break
                }
            }
            return freshness
        }
    }

    private func measure(_ query: MetricQuery, _ freshness: Freshness) async -> Measurement {
        let now = timekeeper.now
        var result = Measurement(
            query: query, value: nil, sampledAt: now, coveredFrom: now, samples: 0, source: place)
        guard let asked = self.query(query.metric) else {
            result.source += ": no query is written for \(query.metric.name)"
            return result
        }
        guard let sampledAt = freshness.sampledAt[query.region] else {
            result.source +=
                ": " + (freshness.trouble[query.region] ?? "\(topology.name(of: query.region)) was never sampled")
            return result
        }
        (result.sampledAt, result.coveredFrom) = (sampledAt, sampledAt)
        if let window = query.window, freshness.reachesBack[query.region]?.contains(window) == true {
            result.coveredFrom = min(sampledAt, now - window)
        }
        switch await ask(text(asked.text.value, query.region, query.service, query.window)) {
        case .value(let value):
            guard let dimension = asked.dimension else { return result }
            result.value = Quantity(dimension == .time ? value * 1000 : value, dimension)
            result.samples = 1
        case .nothing: result.source += ": there is no data"
        case .trouble(let why): result.source += ": \(why)"
        }
        return result
    }
}
