package import Engine
import Runbook
package import RunbookCompiler
import World

/// Measurements, in the time of the world's clock.
extension SimulatedWorld {
    package func measure(_ query: MetricQuery) -> Measurement {
        guard query.region.index < regionCount, query.service.map({ $0.index < serviceCount }) ?? true else {
            return Measurement(
                query: query, value: nil, sampledAt: clock, coveredFrom: clock, samples: 0,
                source: "simulated: not there")
        }
        if !query.metric.isWindowed { return setting(query) }
        let second = history.last?.at ?? 0
        let start = query.window.map { clock.rawValue - $0.rawValue } ?? (second - 1)
        let rows = history.rows(since: start)
        let values = rows.compactMap { value(query, $0.readings) }
        let count = Double(values.count)
        let isComplete = !values.isEmpty && (query.window != nil || values.count == rows.count)
        let mean = isComplete ? values.reduce(0) { $0 + $1.value } / count : nil
        let seconds = rows.last.map { $0.at }.map { last in (rows.first?.at ?? last, last) } ?? (second, second)
        // A row tells of the second before it; the first of all tells of nothing before the world.
        let covered = query.window == nil ? seconds.1 : max(0, seconds.0 - SimulatedWorld.step)
        return Measurement(
            query: query, value: mean.flatMap { quantity(query.metric, $0) }, sampledAt: Milliseconds(seconds.1),
            coveredFrom: Milliseconds(covered), samples: values.reduce(0) { $0 + $1.samples },
            source: values.isEmpty ? "simulated: nothing to measure" : "simulated")
    }

    /// Weight and capacity are as they are set, not statistics. Weights are the director's, and always known.
    private func setting(_ query: MetricQuery) -> Measurement {
        let services = query.service.map { ServiceSet([$0]) } ?? topology.routed
        let places = services.intersection(topology.regions[query.region.index].services)
        var share: Double?
        if query.metric == .weight {
            let weights = places.map { state[query.region, $0].weight?.ratio ?? 0 }
            share = weights.isEmpty ? nil : weights.reduce(0, +) / Double(weights.count)
            if let service = query.service, data[service.index] != nil {
                share = data[service.index]?.writer == query.region.index ? 1 : 0
            }
        } else if isReachable(query.region.index) {
            share = places.map { state[query.region, $0].capacity?.ratio ?? 0 }.min()
        }
        return Measurement(
            query: query, value: share.map { Quantity($0, .ratio) }, sampledAt: clock, coveredFrom: clock,
            samples: share == nil ? 0 : 1, source: share == nil ? "simulated: nothing to measure" : "simulated")
    }

    private func quantity(_ metric: Metric, _ value: Double) -> Quantity? {
        if let dimension = metric.dimension { return Quantity(value, dimension) }
        guard case .custom(let name) = metric else { return nil }
        return blueprint.customDimensions[name].map { Quantity(value, $0) }
    }

    /// The value of one second, and how many requests or probes it stands for.
    private func value(_ query: MetricQuery, _ row: [Reading]) -> (value: Double, samples: Int64)? {
        let base = query.region.index * serviceCount
        if let service = query.service {
            let reading = row[base + service.index]
            return value(query.metric, reading).map { (Double($0), 1 + Int64(reading.arrivals)) }
        }
        let own = topology.regions[query.region.index].services
        switch query.metric {
        case .replicationLag, .replicationLagBytes, .bandwidth, .writeRate:
            let readings = topology.stateful.intersection(own).map { value(query.metric, row[base + $0.index]) }
            guard !readings.isEmpty, !readings.contains(nil) else { return nil }
            let values = readings.compactMap { $0 }
            return (query.metric == .bandwidth ? values.min() : values.max()).map { (Double($0), 1) }
        case .load, .throughput:
            let readings = topology.routed.intersection(own).compactMap { value(query.metric, row[base + $0.index]) }
            return readings.max().map { (Double($0), 1) }
        default:
            return weighted(query.metric, topology.routed.intersection(own).map { row[base + $0.index] })
        }
    }

    /// Over the services that are routed there, by their traffic; evenly, as probes see it, where there is none.
    private func weighted(_ metric: Metric, _ readings: [Reading]) -> (value: Double, samples: Int64)? {
        let traffic = readings.reduce(0) { $0 + $1.arrivals }
        var (sum, weights) = (0.0, 0.0)
        for reading in readings {
            guard let value = value(metric, reading) else { continue }
            let weight = traffic > 0 ? Double(reading.arrivals) : 1
            sum += Double(value) * weight
            weights += weight
        }
        return weights > 0 ? (sum / weights, 1 + Int64(traffic / Float(max(1, readings.count)))) : nil
    }

    private func value(_ metric: Metric, _ reading: Reading) -> Float? {
        switch metric {
        case .availability: reading.errorRate.map { 1 - $0 }
        case .errorRate: reading.errorRate
        case .packetLoss: reading.packetLoss
        case .load: reading.load
        case .responseTime: reading.responseTime
        case .responseTimeP50: reading.responseTime.map { $0 * 0.8 }
        case .responseTimeP95: reading.responseTime.map { $0 * (1.9 + reading.strain) }
        case .responseTimeP99: reading.responseTime.map { $0 * (2.8 + 2 * reading.strain) }
        case .replicationLag: reading.lag
        case .replicationLagBytes: reading.lagBytes
        case .networkLatency: reading.networkLatency
        case .bandwidth: reading.bandwidth
        case .writeRate: reading.writeRate
        case .throughput: reading.throughput
        case .custom(let name): custom(name, reading)
        case .capacity, .weight: nil
        }
    }

    /// What an environment declares beyond the built-in metrics is made up from what there is, by its dimension.
    private func custom(_ name: String, _ reading: Reading) -> Float? {
        switch blueprint.customDimensions[name] {
        case .ratio: reading.load
        case .time: reading.responseTime
        case .bytes: reading.load.map { $0 * 1e9 }
        case .bandwidth: reading.throughput.map { $0 * 4096 }
        case .rate: reading.throughput
        case .count: reading.load.map { ($0 * 10).rounded() }
        case nil: nil
        }
    }
}
