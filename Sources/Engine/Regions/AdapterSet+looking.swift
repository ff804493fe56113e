package import Runbook
package import RunbookCompiler
package import World

/// What all adapters see and measure together.
extension AdapterSet {
    /// What all of them see, side by side: a slow one delays nobody's answer but the whole.
    ///
    /// - Parameters:
    ///   - parts: those that somebody wants to know about; of the others, some may stay unknown.
    ///   - limit: what one of them does not tell within it stays unknown; nil to wait for each.
    package func observe(
        _ parts: Set<Environment.Part> = AdapterSet.allParts, within limit: Milliseconds? = nil
    ) async -> WorldState {
        if isPlayedByOne { return await sight(of: members[0], within: limit) }
        let sights = await withTaskGroup(of: (Int, WorldState).self) { group in
            for (index, member) in members.enumerated() where !member.parts.isDisjoint(with: parts) {
                group.addTask { (index, await self.sight(of: member, within: limit)) }
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

    private func sight(of member: Member, within limit: Milliseconds?) async -> WorldState {
        await Patience.answer(within: limit) { await member.adapter.observe() } ?? WorldState(unknownIn: topology)
    }

    package static let allParts = Set(Environment.Part.allCases)

    /// One measurement for each query, in the same order.
    ///
    /// - Parameter limit: what one of them does not tell within it has no value; nil to wait for each.
    package func measure(_ queries: [MetricQuery], within limit: Milliseconds? = nil) async -> [Measurement] {
        if members.count == 1 { return await answers(of: members[0], to: queries, within: limit) }
        let asked = queries.map { AdapterSet.part(for: $0.metric).measurers(of: $0, in: self) }
        let all = asked.map { Set($0.joined()) }
        let answers = await withTaskGroup(of: (Int, [(Int, Measurement)]).self) { group in
            for (index, member) in members.enumerated() {
                let own = queries.indices.filter { all[$0].contains(index) }
                guard !own.isEmpty else { continue }
                group.addTask {
                    let answers = await self.answers(of: member, to: own.map { queries[$0] }, within: limit)
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

    private func answers(
        of member: Member, to queries: [MetricQuery], within limit: Milliseconds?
    ) async -> [Measurement] {
        if let told = await Patience.answer(within: limit, { await member.adapter.measure(queries) }) { return told }
        let source = "\(member.adapter.manifest.name): no answer within \(limit ?? .zero)"
        return queries.map {
            Measurement(query: $0, value: nil, sampledAt: .zero, coveredFrom: .zero, samples: 0, source: source)
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
