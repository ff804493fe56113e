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
            for (index, member) in members.enumerated() where member.plays(part) {
                let group = group(of: index, playing: part)
                guard group.first == index else { continue }
                let seen = group.compactMap { sights[$0] }
                if seen.isEmpty { continue }
                world.adopt(part, from: WorldState(seen, agreeing: quorum), of: member.services)
            }
        }
        return world
    }

    package static let allParts = Set(Environment.Part.allCases)

    /// One measurement for each query, in the same order.
    package func measure(_ queries: [MetricQuery]) async -> [Measurement] {
        if members.count == 1 { return await members[0].adapter.measure(queries) }
        let asked = queries.map { AdapterSet.part(for: $0.metric).measurers(of: $0, in: self) }
        let all = asked.map { Set($0.joined()) }
        let answers = await withTaskGroup(of: (Int, [(Int, Measurement)]).self) { group in
            for (index, member) in members.enumerated() {
                let own = queries.indices.filter { all[$0].contains(index) }
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
            let groups = asked[index].map { group in
                Measurement(queries[index], agreeing: quorum, of: group.compactMap { answers[index][$0] })
            }
            return Measurement(queries[index], worstOf: groups)
        }
    }

    /// Whether anybody is there to measure it.
    package func measures(_ metric: Metric) -> Bool {
        let part = AdapterSet.part(for: metric)
        return members.contains { $0.plays(part) }
    }

    private static func part(for metric: Metric) -> Environment.Part {
        switch metric {
        case .weight: .traffic
        case .capacity, .load: .capacity
        case .replicationLag, .replicationLagBytes, .bandwidth, .writeRate: .data
        default: .health
        }
    }
}

extension Environment.Part {
    /// Everybody whose answer counts, by what they observe together: of one service those who play it, of a whole region all
    /// who play a service of it.
    fileprivate func measurers(of query: MetricQuery, in set: AdapterSet) -> [[Int]] {
        let players: [Int]
        if let service = query.service {
            players = [set.player(of: self, for: service)].compactMap(\.self)
        } else {
            let services = set.topology.regions[query.region.index].services
            let named = set.members.indices.filter {
                set.members[$0].plays(self) && set.members[$0].services.map { !$0.isDisjoint(with: services) } == true
            }
            players = named + [set.player(of: self, for: nil)].compactMap(\.self)
        }
        var groups: [[Int]] = []
        for player in players {
            let group = set.group(of: player, playing: self)
            if !groups.contains(group) { groups.append(group) }
        }
        return groups
    }
}
