package import Runbook
package import RunbookCompiler
package import World

/// How many acknowledged writes would be lost at worst if the writer died now and a region took over.
package struct RecoveryPoint: Hashable, Sendable {
    package var service: ServiceIndex
    package var target: RegionIndex
    /// How far behind it was when that was sampled, and how long ago that was.
    package var lag: Milliseconds?
    package var staleness: Milliseconds
    /// What is missing there: what was when it was sampled, and what has been written since.
    package var bytes: Double?
    /// Bytes a second.
    package var writeRate: Double?
    package var bandwidth: Double?
    /// It receives changes; without that, what is behind only gets more.
    package var isStreaming: Knowledge
    /// Somebody has the data there.
    package var hasCopy: Bool
    /// Several acknowledge writes: what one of them takes alone is nowhere else.
    package var hasTwoWriters: Bool
    /// The most that would be lost, as time; nil when unknown.
    package var bound: Milliseconds?

    package enum Term: String, Hashable, Sendable {
        case lag, staleness
        case notStreaming = "not streaming"
        case noCopy = "no copy"
        case twoWriters = "two writers"
        case unknown
    }

    /// What makes it as large as it is.
    package var dominant: Term {
        if !hasCopy { return .noCopy }
        if hasTwoWriters { return .twoWriters }
        guard let lag else { return isStreaming == .no ? .notStreaming : .unknown }
        return lag >= staleness ? .lag : .staleness
    }

    /// More is written than can be sent: the lag grows without bound.
    package var isOutrun: Bool {
        guard let writeRate, let bandwidth else { return false }
        return writeRate > bandwidth
    }

    package init(_ service: ServiceIndex, to target: RegionIndex, in survey: Survey) {
        self.service = service
        self.target = target
        let state = survey.world[target, service]
        let reading = survey.reading(.replicationLag, target, service)
        isStreaming = state.isStreaming
        hasCopy = survey.topology.regions[target.index].services.contains(service)
        let writers = survey.topology.regionIndices.filter { region in
            survey.world[region, service].role == .writer && survey.world[region, service].isFenced != .yes
        }
        hasTwoWriters = writers.count > 1
        lag = reading.map { Milliseconds(clamping: $0.value.rounded(.up)) }
        staleness = reading?.age ?? .zero
        let writer = survey.world.writer(of: service)
        writeRate = writer.flatMap { survey.value(.writeRate, $0, service) }
        bandwidth = survey.value(.bandwidth, target, service)
        let missing = survey.reading(.replicationLagBytes, target, service)
        // What a writer that nobody sees has written, nobody knows.
        if let missing, writer != nil {
            if missing.age == .zero { bytes = missing.value }
            if let writeRate { bytes = missing.value + writeRate * Double(missing.age.rawValue) / 1000 }
        }
        bound = hasCopy && !hasTwoWriters ? lag.map { $0 + staleness } : nil
    }

    /// Of each service with data in one region, what another one would lack.
    package static func all(from source: RegionIndex, to target: RegionIndex, in survey: Survey) -> [RecoveryPoint] {
        let topology = survey.topology
        let (left, taken) = (topology.regions[source.index].services, topology.regions[target.index].services)
        return topology.stateful.intersection(left.union(taken))
            .filter { survey.world.writer(of: $0) != target || !taken.contains($0) }
            .map { RecoveryPoint($0, to: target, in: survey) }
    }

    /// For each service that has data, every region of it but the writer's.
    package static func all(in survey: Survey) -> [RecoveryPoint] {
        let topology = survey.topology
        return topology.stateful.flatMap { service in
            topology.regionIndices
                .filter {
                    topology.regions[$0.index].services.contains(service) && $0 != survey.world.writer(of: service)
                }
                .map { RecoveryPoint(service, to: $0, in: survey) }
        }
    }
}
