import Runbook
import RunbookCompiler
import World

/// How every service does in a second: its own load, and what it depends on.
extension SimulatedWorld {
    /// The share of requests that write; they fail while there is no writer.
    static let writeShare = 0.1
    /// The load on a writer, and on a copy that is read, as a share of the requests.
    private static let (writerLoad, readerLoad) = (0.5, 0.3)

    func read(at now: Int64) -> [Reading] {
        var own = [Strain](repeating: Strain(), count: regionCount * serviceCount)
        let demand = demand(at: now)
        for region in 0..<regionCount {
            let traffic = trafficShare(region, at: now)
            for service in topology.regions[region].services.map(\.index) {
                own[region * serviceCount + service] = strain(region, service, demand, traffic, now)
            }
        }
        var total = own
        for region in 0..<regionCount {
            for service in blueprint.order where topology.regions[region].services.contains(ServiceIndex(service)) {
                burden(region, service, own, &total)
            }
        }
        return (0..<regionCount).flatMap { region in
            let network = isReachable(region) ? network(region, now) : nil
            return (0..<serviceCount).map { reading(region, $0, total[region * serviceCount + $0], network) }
        }
    }

    /// The ways between a region and the others, alike for all of its services.
    private func network(_ region: Int, _ now: Int64) -> (loss: Double, latency: Double) {
        let loss = 0.0001 * (1 + blueprint.noise.unit(.packetLoss, now, region)) + 0.004 * (slowness(region) - 1)
        return (
            min(0.3, loss), networkLatency(region) * (1 + 0.05 * blueprint.noise.around(.latency, now, region))
        )
    }

    /// A service by itself.
    private func strain(_ region: Int, _ service: Int, _ demand: Double, _ traffic: Double, _ now: Int64) -> Strain {
        var strain = Strain()
        let place = region * serviceCount + service
        let type = topology.services[service].type
        let kept = 1 - shed[region].ratio
        if type.isStateful {
            strain.share = livingWriter(service) == region ? 1 : 0
            let share = strain.share > 0 ? SimulatedWorld.writerLoad : SimulatedWorld.readerLoad * traffic
            strain.arrivals = demand * share
        } else {
            strain.share = trafficShare(region, service, at: now)
            strain.arrivals = demand * strain.share * kept
        }
        let capacity =
            (state[RegionIndex(region), ServiceIndex(service)].capacity ?? .zero).ratio
            * blueprint.peak[region]
        strain.load = capacity > 0 ? strain.arrivals / capacity : (strain.arrivals > 0 ? 100 : 0)
        guard isAlive(region, service) else {
            strain.errors = 1
            return strain
        }
        let noise = blueprint.noise
        strain.time =
            LoadCurve.base(type) * LoadCurve.stretch(at: strain.load) * slowness(region, service)
            * (1 + 0.06 * noise.around(.responseTime, now, place))
        strain.errors = 0.0004 * (1 + 0.5 * noise.around(.errors, now, place))
        strain.fail(LoadCurve.errors(at: strain.load))
        if !type.isStateful, strain.share > 0 { strain.fail(shed[region].ratio) }
        return strain
    }

    /// What a service waits for, and how that fails, added to its own.
    private func burden(_ region: Int, _ service: Int, _ own: [Strain], _ total: inout [Strain]) {
        let place = region * serviceCount + service
        guard total[place].errors < 1 else { return }
        for dependency in topology.services[service].dependsOn.map(\.index) {
            let local = region * serviceCount + dependency
            guard topology.services[dependency].type.isStateful else {
                guard topology.regions[region].services.contains(ServiceIndex(dependency)) else { continue }
                total[place].wait(for: total[local])
                continue
            }
            if let writer = livingWriter(dependency), isConnected(region, writer) {
                total[place].time += 2 * blueprint.latency[region][writer] * linkCondition(region, writer).slowness
                total[place].wait(for: own[writer * serviceCount + dependency])
            } else {
                // Reads are served by the copy at hand; nobody takes the writes. A probe of an idle region only reads.
                if total[place].share > 0 { total[place].fail(SimulatedWorld.writeShare) }
                total[place].wait(for: own[local])
            }
        }
    }

    /// - Parameter network: nil when the region cannot be reached, so that nothing there can be measured.
    private func reading(
        _ region: Int, _ service: Int, _ strain: Strain, _ network: (loss: Double, latency: Double)?
    ) -> Reading {
        var reading = Reading()
        reading.arrivals = Float(strain.arrivals)
        reading.share = Float(strain.share)
        reading.failing = Float(min(1, strain.errors))
        guard let network, topology.regions[region].services.contains(ServiceIndex(service)) else { return reading }
        reading.packetLoss = Float(network.loss)
        reading.networkLatency = Float(network.latency)
        reading.load = Float(strain.load)
        reading.errorRate = Float(strain.errors)
        reading.strain = Float(min(1, strain.load))
        if strain.errors < 1 { reading.responseTime = Float(strain.time) }
        guard topology.services[service].type.isStateful else { return reading }
        reading.lag = lagSeen(RegionIndex(region), ServiceIndex(service)).map { Float($0.rawValue) }
        reading.lagBytes = reading.lag == nil ? nil : data[service].map { Float($0.lagBytes(of: region)) }
        reading.bandwidth = bandwidthSeen(region, service).map { Float($0) }
        if livingWriter(service) == region { reading.writeRate = Float(writeRate(service, at: clock.rawValue)) }
        return reading
    }

    private func networkLatency(_ region: Int) -> Double {
        let others = (0..<regionCount).filter { $0 != region && isReachable($0) }
        let mean = others.reduce(0) { $0 + blueprint.latency[region][$1] } / Double(max(1, others.count))
        return (others.isEmpty ? 1 : mean) * slowness(region)
    }

    /// Into a copy, or out of the writer.
    private func bandwidthSeen(_ region: Int, _ service: Int) -> Double? {
        if case .region(let source) = state[RegionIndex(region), ServiceIndex(service)].source {
            return bandwidth(from: source.index, to: region)
        }
        let targets = (0..<regionCount).filter {
            state[RegionIndex($0), ServiceIndex(service)].source == .region(RegionIndex(region))
        }
        return targets.map { bandwidth(from: region, to: $0) }.max()
    }
}
