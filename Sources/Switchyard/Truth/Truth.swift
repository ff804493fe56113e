package import Runbook
package import RunbookCompiler
package import World

/// Says in one sentence what is true now: who carries what, who is the writer, what is unprotected, what may be lost.
package struct Truth: Sendable {
    package var world: WorldState
    package var topology: Topology
    /// The most writes that promotions may have lost; nil when nothing was promoted.
    package var loss: Milliseconds?

    package init(_ world: WorldState, _ topology: Topology, loss: Milliseconds?) {
        self.world = world
        self.topology = topology
        self.loss = loss
    }

    package var sentence: String {
        let parts = [traffic, writers, protection, obligations, losses].compactMap { $0 }
        return parts.joined(separator: "; ") + "."
    }

    private func names(_ regions: [RegionIndex]) -> String { Self.list(regions.map(topology.name(of:))) }

    /// `a`, `a and b`, `a, b and c`.
    package static func list(_ names: [String]) -> String {
        guard names.count > 1, let last = names.last else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }

    /// Services of the same answer together, in the order of the first; `all` is said when there is only one answer.
    private func grouped(_ services: ServiceSet, _ answer: (ServiceIndex) -> String) -> [(
        services: String, answer: String
    )] {
        var groups: [(services: [String], answer: String)] = []
        for service in services {
            let text = answer(service)
            if let known = groups.firstIndex(where: { $0.answer == text }) {
                groups[known].services.append(topology.name(of: service))
            } else {
                groups.append(([topology.name(of: service)], text))
            }
        }
        if groups.count == 1 { return [("", groups[0].answer)] }
        return groups.map { (" of " + Self.list($0.services), $0.answer) }
    }

    private func places(_ service: ServiceIndex) -> [RegionIndex] {
        world.regions.filter { topology.regions[$0.index].services.contains(service) }
    }

    private var traffic: String? {
        guard !topology.routed.isEmpty else { return nil }
        let groups = grouped(topology.routed) { service in
            let shares = places(service).map { ($0, world[$0, service].weight) }
            if shares.contains(where: { $0.1 == nil }) {
                let unknown = shares.filter { $0.1 == nil }.map(\.0)
                return "the share of traffic| in \(names(unknown)) is unknown"
            }
            let carrying = shares.compactMap { region, share in share.flatMap { $0 > .zero ? (region, $0) : nil } }
            if carrying.isEmpty { return "no region carries| traffic" }
            if carrying.count == 1, carrying[0].1 == .all {
                return "\(topology.name(of: carrying[0].0)) carries all traffic|"
            }
            return Self.list(
                carrying.map { "\(topology.name(of: $0.0)) carries \($0.1)" }) + " of the traffic|"
        }
        return groups.map { group in
            group.answer.split(separator: "|", omittingEmptySubsequences: false).joined(separator: group.services)
                .trimmedStart
        }.joined(separator: "; ")
    }

    private var writers: String? {
        guard !topology.stateful.isEmpty else { return nil }
        return grouped(topology.stateful) { service in
            let states = places(service).map { ($0, world[$0, service]) }
            let writing = states.filter { $0.1.role == .writer && $0.1.isFenced != .yes }.map(\.0)
            if writing.count > 1 { return "\(names(writing)) all acknowledge writes" }
            if let writer = writing.first { return "\(topology.name(of: writer)) is the writer" }
            let fenced = states.filter { $0.1.role == .writer }.map(\.0)
            if let writer = fenced.first { return "nobody takes writes (\(topology.name(of: writer)) is fenced)" }
            return states.contains { $0.1.role == .unknown } ? "the writer is not known" : "there is no writer"
        }.map { $0.answer + $0.services }.joined(separator: " and ")
    }

    private var protection: String? {
        guard !topology.stateful.isEmpty else { return nil }
        return grouped(topology.stateful) { service in
            guard let writer = world.writer(of: service) else { return "nothing is known to be protected" }
            let replicas = places(service).filter {
                world[$0, service].source == .region(writer) && world[$0, service].isStreaming == .yes
            }
            if !replicas.isEmpty { return "replicated to \(names(replicas))" }
            let isKnown = places(service).allSatisfy { $0 == writer || world[$0, service].isStreaming != .unknown }
            return isKnown
                ? "unprotected: no second region follows \(topology.name(of: writer))"
                : "no replica is known to follow \(topology.name(of: writer)), so take it as unprotected"
        }.map { $0.services.isEmpty ? $0.answer : $0.answer + " (\($0.services.trimmedStart))" }.joined(separator: "; ")
    }

    private var obligations: String? {
        let owing = world.regions.filter { world.owesFence[$0.index] }
        guard !owing.isEmpty else { return nil }
        return
            "\(names(owing)) \(owing.count == 1 ? "was" : "were") never confirmed as fenced and must be fenced or rebuilt"
            + " before anything is routed there"
    }

    private var losses: String? {
        loss.map { $0 == .zero ? "no acknowledged write was lost" : "the last \($0) of writes may be lost, at most" }
    }
}

extension String {
    fileprivate var trimmedStart: String { String(drop { $0 == " " }) }
}
