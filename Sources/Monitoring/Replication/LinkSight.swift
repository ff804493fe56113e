package import Runbook
package import RunbookCompiler
package import World

/// One region's copy of one service: from where it was declared to come, and from where it comes.
package struct LinkSight: Hashable, Sendable {
    package var service: ServiceIndex
    package var region: RegionIndex
    package var role: DataRole
    /// The regions that are declared to send it there.
    package var declared: [RegionIndex]
    package var observed: ServiceState.Source
    package var isStreaming: Knowledge
    /// What the narrowest hop from the writer carries, in bytes a second; nil when it is not known, or nothing arrives.
    package var bandwidth: Double?
    /// It is the one that is taken for the writer, should several be.
    package var isKnownWriter: Bool
    package var point: RecoveryPoint
    /// Milliseconds, and a share of packets.
    package var latency: Double?
    package var loss: Double?

    package enum Verdict: String, Hashable, Sendable {
        case asDeclared = "as declared"
        case otherSource = "another source"
        case notStreaming = "not streaming"
        case isWriter = "writer"
        case secondWriter = "a second writer"
        case unknown
    }

    package var verdict: Verdict {
        if role == .writer { return isKnownWriter ? .isWriter : .secondWriter }
        switch (observed, isStreaming) {
        case (.unknown, _), (_, .unknown): return .unknown
        case (.none, _), (_, .no): return .notStreaming
        case (.region(let source), .yes): return declared.contains(source) ? .asDeclared : .otherSource
        }
    }

    /// Until it has all that the writer has: what is missing, by what is left of the narrowest hop's bandwidth. Nil when something of that is
    /// unknown, and when it never will.
    package var catchUp: Milliseconds? {
        guard let missing = point.bytes else { return nil }
        if missing <= 0 { return .zero }
        guard let bandwidth, let writeRate = point.writeRate, bandwidth > writeRate else {
            return nil
        }
        return Milliseconds(clamping: (missing / (bandwidth - writeRate) * 1000).rounded(.up))
    }

    package static func all(in survey: Survey) -> [LinkSight] {
        let topology = survey.topology
        return topology.stateful.flatMap { service in
            topology.regionIndices.filter { topology.regions[$0.index].services.contains(service) }.map { region in
                let state = survey.world[region, service]
                let writer = survey.world.writer(of: service)
                let way = writer.map { ReplicationWay(of: service, from: $0, to: region, in: survey) }
                return LinkSight(
                    service: service, region: region, role: state.role,
                    declared: topology.links.filter { link in
                        link.to == region && topology.regions[link.from.index].services.contains(service)
                    }.map(\.from),
                    observed: state.source, isStreaming: state.isStreaming,
                    bandwidth: way.flatMap { $0.arrives == .yes ? $0.bandwidth : nil },
                    isKnownWriter: writer == region,
                    point: RecoveryPoint(service, to: region, in: survey),
                    latency: survey.value(.networkLatency, region), loss: survey.value(.packetLoss, region))
            }
        }
    }
}
