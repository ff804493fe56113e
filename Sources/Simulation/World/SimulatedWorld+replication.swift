import Runbook
package import RunbookCompiler
import World

/// Writes and their way to the other regions.
extension SimulatedWorld {
    /// The region that a service's writes go to now, if it acknowledges them.
    func livingWriter(_ service: Int) -> Int? {
        guard let writer = data[service]?.writer, isAlive(writer, service), acknowledges(writer, service) else {
            return nil
        }
        return writer
    }

    private func acknowledges(_ region: Int, _ service: Int) -> Bool {
        state[RegionIndex(region), ServiceIndex(service)].acknowledgesWrites == .yes
    }

    /// Regions that acknowledge writes of a service at this moment, whoever can see it.
    package func writers(of service: ServiceIndex) -> [RegionIndex] {
        topology.regionIndices.filter {
            isAlive($0.index, service.index) && acknowledges($0.index, service.index)
        }
    }

    /// Bytes a second that clients write where all of them reach a writer.
    private func writeRate(at now: Int64) -> Double {
        blueprint.demand > 0 ? blueprint.writeRate * demand(at: now) / blueprint.demand : 0
    }

    /// Bytes a second that a service's writer writes.
    func writeRate(_ service: Int, at now: Int64) -> Double {
        data[service].map { acknowledges($0, service, now) * writeRate(at: now) } ?? 0
    }

    mutating func write(until now: Int64) {
        let seconds = Double(SimulatedWorld.step) / 1000
        for service in topology.stateful.map(\.index) {
            guard var line = data[service] else { continue }
            data[service] = nil
            let rate = writeRate(at: now) * seconds
            line.log.grow(by: acknowledges(line, service, now) * rate, until: now)
            line.copies[line.writer].applied = line.log.head
            for region in topology.regions.indices where region != line.writer {
                guard isAlive(region, service), acknowledges(region, service) else { continue }
                let alone = trafficShare(region, at: now) * rate
                line.copies[region].diverged += max(alone, 1)
                line.copies[region].acknowledgedAlone += alone
                line.copies[region].acknowledgedAloneSince = line.copies[region].acknowledgedAloneSince ?? now
            }
            data[service] = line
        }
    }

    /// The share of all traffic whose writes the writer acknowledges.
    private func acknowledges(_ line: DataLine, _ service: Int, _ now: Int64) -> Double {
        guard isAlive(line.writer, service), acknowledges(line.writer, service) else { return 0 }
        return topology.regions.indices.filter { isConnected($0, line.writer) }
            .reduce(0) { $0 + trafficShare($1, at: now) }
    }

    mutating func replicate(at now: Int64) {
        for service in topology.stateful.map(\.index) {
            guard var line = data[service] else { continue }
            data[service] = nil
            for (region, source, delay) in chain(service, line.writer, now) {
                let available = min(line.copies[source].applied, line.log.head(at: now - delay))
                let capacity = bandwidth(from: source, to: region) * Double(SimulatedWorld.step) / 1000
                let copy = line.copies[region].applied
                line.copies[region].applied = copy + max(0, min(available - copy, capacity))
            }
            line.log.forget(before: line.copies.map(\.applied).min() ?? 0)
            data[service] = line
        }
    }

    /// Who receives from whom, the nearest to the writer first, with the delay since the writer acknowledged.
    private func chain(_ service: Int, _ writer: Int, _ now: Int64) -> [(region: Int, source: Int, delay: Int64)] {
        var result: [(region: Int, source: Int, delay: Int64)] = []
        var sources = [(region: writer, delay: Int64(0))]
        while let (source, delay) = sources.popLast() {
            for region in topology.regions.indices where streams(from: source, to: region, service) {
                let total = delay + pipeline(from: source, to: region, now)
                guard !result.contains(where: { $0.region == region }), region != writer else { continue }
                result.append((region, source, total))
                sources.append((region, total))
            }
        }
        return result
    }

    /// Changes arrive in a region from that source.
    func streams(from source: Int, to region: Int, _ service: Int) -> Bool {
        let copy = state[RegionIndex(region), ServiceIndex(service)]
        return copy.source == .region(RegionIndex(source)) && copy.isStreaming == .yes
            && isAlive(source, service) && isAlive(region, service) && isConnected(source, region)
    }

    /// How long a write is under way when nothing is in its way.
    private func pipeline(from source: Int, to region: Int, _ now: Int64) -> Int64 {
        let use = min(0.95, blueprint.writeRate / max(1, bandwidth(from: source, to: region)))
        let latency = blueprint.link(from: source, to: region).latency
        let noise = 1 + 0.2 * blueprint.noise.around(.replication, now, region)
        return Int64((latency + 120 + 200 * use / (1 - use)) * noise * slowness(region) * slowness(source))
    }

    /// What one service gets of a link, in bytes a second.
    func bandwidth(from source: Int, to region: Int) -> Double {
        guard isConnected(source, region) else { return 0 }
        let sharing = topology.stateful.count {
            state[RegionIndex(region), $0].source == .region(RegionIndex(source))
        }
        let slowness = linkCondition(source, region).slowness * slowness(region) * slowness(source)
        return blueprint.link(from: source, to: region).bandwidth / slowness / Double(max(1, sharing))
    }
}
