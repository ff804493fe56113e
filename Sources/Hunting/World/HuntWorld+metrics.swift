import Engine
import Runbook
import RunbookCompiler
import World

extension HuntWorld {
    /// What a metric shows of a region: what the region is like, unless the sample itself goes wrong.
    func measure(_ query: MetricQuery, _ fault: SampleFault?, at now: Milliseconds) -> Measurement {
        var result = Measurement(
            query: query, value: nil, sampledAt: now, coveredFrom: now - .hours(24), samples: 1000, source: "hunt")
        if fault == .unknown || !isReachable(query.region) { return result }
        let isWell = truth.isReachable[query.region.index] == .yes && fault != .breach
        result.value = value(of: query, isWell: isWell)
        if fault == .stale { result.sampledAt = now - .hours(1) }
        return result
    }

    private func value(of query: MetricQuery, isWell: Bool) -> Quantity? {
        let services = topology.services(of: query)
        let serves = isWell && services.allSatisfy { truth[query.region, $0].isServing == .yes }
        switch query.metric {
        case .availability: return Quantity(serves ? 1 : 0.1, .ratio)
        case .errorRate, .packetLoss: return Quantity(serves ? 0 : 0.9, .ratio)
        case .load: return Quantity(serves ? 0.2 : 1.5, .ratio)
        case .capacity: return services.compactMap { truth[query.region, $0].capacity }.min().map { .ratio($0) }
        case .weight: return services.compactMap { truth[query.region, $0].weight }.max().map { .ratio($0) }
        case .replicationLag:
            let lags = services.compactMap { lag(query.region, $0) }
            return isWell ? lags.max().map { .time($0) } : .time(.hours(1))
        default: return query.metric.dimension.map { Quantity(serves ? 1 : 1e9, $0) }
        }
    }
}
