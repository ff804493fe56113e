import Runbook
package import RunbookCompiler
package import World

/// Words for what is known of a service in a region.
package struct StateText: Sendable {
    package var topology: Topology

    package init(_ topology: Topology) { self.topology = topology }

    /// What two states differ in, for people: services that change alike share a line, such as
    /// `checkout_api: us-east-1 100% -> 90%, us-west-2 0% -> 10%`.
    package func changes(from before: WorldState, to after: WorldState) -> [String] {
        var lines: [(services: [String], text: String)] = []
        for facet in Facet.allCases {
            for service in topology.services.indices.map(ServiceIndex.init) {
                var parts: [String] = []
                for region in before.regions where before[region, service] != after[region, service] {
                    let (old, new) = (
                        text(facet, before[region, service]), text(facet, after[region, service])
                    )
                    if old != new { parts.append("\(topology.name(of: region)) \(old) -> \(new)") }
                }
                guard !parts.isEmpty else { continue }
                let text = parts.joined(separator: ", ")
                if let known = lines.firstIndex(where: { $0.text == text }) {
                    lines[known].services.append(topology.name(of: service))
                } else {
                    lines.append(([topology.name(of: service)], text))
                }
            }
        }
        return lines.map { "\($0.services.joined(separator: ", ")): \($0.text)" }
    }

    /// All that a plan depends on, a line for each service in each region; without what changes by itself, such as lag.
    package func facts(of world: WorldState) -> [(place: String, facts: String)] {
        world.regions.flatMap { region in
            let reach = "reachable \(word(world.isReachable[region.index]))"
            let own = [(topology.name(of: region), world.owesFence[region.index] ? reach + ", owes a fence" : reach)]
            return own
                + topology.regions[region.index].services.map { service in
                    let state = world[region, service]
                    let facts = Facet.allCases.filter { applies($0, service) }.map { text($0, state) }
                    return ("\(topology.name(of: region))/\(topology.name(of: service))", facts.joined(separator: ", "))
                }
        }
    }

    enum Facet: CaseIterable {
        case weight, capacity, role, fence, source
    }

    private func applies(_ facet: Facet, _ service: ServiceIndex) -> Bool {
        let isStateful = topology.services[service.index].type.isStateful
        switch facet {
        case .weight, .capacity: return !isStateful
        case .role, .fence, .source: return isStateful
        }
    }

    private func text(_ facet: Facet, _ state: ServiceState) -> String {
        switch facet {
        case .weight: state.weight?.description ?? "unknown"
        case .capacity: (state.capacity?.description ?? "unknown") + " ready"
        case .role: "\(state.role)"
        case .fence:
            switch state.isFenced {
            case .yes: "fenced"
            case .no: "not fenced"
            case .unknown: "perhaps fenced"
            }
        case .source: source(state)
        }
    }

    private func source(_ state: ServiceState) -> String {
        switch state.source {
        case .unknown: "follows whom is unknown"
        case .none: "follows nobody"
        case .region(let region):
            state.isStreaming == .yes
                ? "follows \(topology.name(of: region))" : "follows \(topology.name(of: region)) (not streaming)"
        }
    }

    private func word(_ fact: Knowledge) -> String { "\(fact)" }
}
