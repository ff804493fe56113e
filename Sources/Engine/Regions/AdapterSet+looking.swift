package import Runbook
package import RunbookCompiler
package import World

/// What all adapters see and measure together.
extension AdapterSet {
    /// What all of them see, side by side: a slow one delays nobody's answer but the whole.
    ///
    /// - Parameter parts: those that somebody wants to know about; of the others, some may stay unknown.
    package func observe(_ parts: Set<Environment.Part> = AdapterSet.allParts) async -> WorldState {
        if isPlayedByOne { return await members[0].adapter.observe() }
        let sights = await withTaskGroup(of: (Int, WorldState).self) { group in
            for (index, member) in members.enumerated() where !member.parts.isDisjoint(with: parts) {
                group.addTask { (index, await member.adapter.observe()) }
            }
            var sights = [WorldState?](repeating: nil, count: members.count)
            for await (index, seen) in group { sights[index] = seen }
            return sights
        }
        var world = WorldState(unknownIn: topology)
        for part in Environment.Part.allCases {
            for (member, seen) in zip(members, sights) where member.plays(part) {
                guard let seen else { continue }
                world.adopt(part, from: seen, of: member.services)
            }
        }
        return world
    }

    package static let allParts = Set(Environment.Part.allCases)

    /// One measurement for each query, in the same order.
    package func measure(_ queries: [MetricQuery]) async -> [Measurement] {
        if members.count == 1 { return await members[0].adapter.measure(queries) }
        let asked = queries.map { AdapterSet.part(for: $0.metric).measurers(of: $0, in: self) }
        let answers = await withTaskGroup(of: (Int, [(Int, Measurement)]).self) { group in
            for (index, member) in members.enumerated() {
                let own = queries.indices.filter { asked[$0].contains(index) }
                guard !own.isEmpty else { continue }
                group.addTask {
                    let answers = await member.adapter.measure(own.map { queries[$0] })
                    return (index, Array(zip(own, answers)))
                }
            }
            var answers = queries.map { _ in [Int: Measurement]() }
            for await (member, told) in group {
                for (query, measurement) in told { answers[query][member] = measurement }
            }
            return answers
        }
        return queries.indices.map { index in
            Measurement(queries[index], worstOf: asked[index].compactMap { answers[index][$0] })
        }
    }

    private static func part(for metric: Metric) -> Environment.Part {
        switch metric {
        case .weight: .traffic
        case .capacity, .load: .capacity
        case .replicationLag, .replicationLagBytes, .bandwidth: .data
        default: .health
        }
    }
}

extension Environment.Part {
    /// Everybody whose answer counts: of one service its player, of a whole region everybody who plays a service of it.
    fileprivate func measurers(of query: MetricQuery, in set: AdapterSet) -> [Int] {
        if let service = query.service { return [set.player(of: self, for: service)].compactMap(\.self) }
        let services = set.topology.regions[query.region.index].services
        let named = set.members.indices.filter {
            set.members[$0].plays(self) && set.members[$0].services.map { !$0.isDisjoint(with: services) } == true
        }
        return named + [set.player(of: self, for: nil)].compactMap(\.self)
    }
}
