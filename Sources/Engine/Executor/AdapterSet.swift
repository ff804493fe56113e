package import Runbook
package import RunbookCompiler
package import World

/// The adapters of an environment, each with the parts that it plays, seen as one.
package final class AdapterSet: Sendable {
    package struct Member: Sendable {
        package var adapter: any RegionAdapter
        package var parts: Set<Environment.Part>

        package init(adapter: any RegionAdapter, parts: Set<Environment.Part>) {
            self.adapter = adapter
            self.parts = parts
        }
    }

    package let topology: Topology
    package let members: [Member]
    /// Who plays each part, and who offers each action.
    private let players: [Environment.Part: Int]
    private let offers: [String: Int]

    package init(topology: Topology, members: [Member]) {
        self.topology = topology
        self.members = members
        var (players, offers): ([Environment.Part: Int], [String: Int]) = ([:], [:])
        for (index, member) in members.enumerated() {
            for part in member.parts where players[part] == nil { players[part] = index }
            guard member.parts.contains(.actions) else { continue }
            for action in member.adapter.manifest.actions where offers[action.name] == nil {
                offers[action.name] = index
            }
        }
        (self.players, self.offers) = (players, offers)
    }

    /// One adapter that plays everything it can.
    package convenience init(topology: Topology, _ adapter: any RegionAdapter) {
        self.init(topology: topology, members: [Member(adapter: adapter, parts: adapter.manifest.parts)])
    }

    /// After a shift, how long until the slowest way of routing has followed.
    package var settleTime: Milliseconds {
        members.filter { $0.parts.contains(.traffic) }.map(\.adapter.manifest.settleTime).max() ?? .zero
    }

    package var weightStep: BasisPoints {
        members.filter { $0.parts.contains(.traffic) }.map(\.adapter.manifest.weightStep).max() ?? BasisPoints(1)
    }

    package var actions: ActionCatalogue {
        ActionCatalogue(
            members.flatMap(\.adapter.manifest.actions),
            prepares: adapter(playing: .data)?.manifest.prepares ?? [])
    }
}

extension AdapterSet {
    /// What all of them see, side by side: a slow one delays nobody's answer but the whole.
    package func observe() async -> WorldState {
        if members.count == 1, members[0].parts.count == Environment.Part.allCases.count {
            return await members[0].adapter.observe()
        }
        return await withTaskGroup(of: (Int, WorldState).self) { group in
            for (index, member) in members.enumerated() {
                group.addTask { (index, await member.adapter.observe()) }
            }
            var world = WorldState(unknownIn: topology)
            for await (index, seen) in group { world.adopt(members[index].parts, from: seen) }
            return world
        }
    }

    /// One measurement for each query, in the same order.
    package func measure(_ queries: [MetricQuery]) async -> [Measurement] {
        if members.count == 1 { return await members[0].adapter.measure(queries) }
        return await withTaskGroup(of: [(Int, Measurement)].self) { group in
            for (index, member) in members.enumerated() {
                let own = queries.indices.filter { self.index(for: AdapterSet.part(for: queries[$0].metric)) == index }
                guard !own.isEmpty else { continue }
                group.addTask {
                    let answers = await member.adapter.measure(own.map { queries[$0] })
                    return Array(zip(own, answers))
                }
            }
            var result = queries.map {
                Measurement(
                    query: $0, value: nil, sampledAt: .zero, coveredFrom: .zero, samples: 0, source: "no adapter")
            }
            for await answers in group {
                for (index, measurement) in answers { result[index] = measurement }
            }
            return result
        }
    }

    /// The calls that bring each effect of a plan about.
    package func calls(for plan: Plan) -> @Sendable (Effect, WorldState) -> [String] {
        let performers = Performers(self, for: plan)
        return { effect, world in performers.adapter(for: effect)?.calls(for: effect, in: world) ?? [] }
    }

    /// What a plan asks for that nobody is there to do.
    package func unplayed(in plan: Plan) -> [(node: NodeID, action: String)] {
        let performers = Performers(self, for: plan)
        return plan.nodes.indices.compactMap { index in
            guard let operation = plan.operation(of: NodeID(index)), !performers.plays(operation, in: plan) else {
                return nil
            }
            return (NodeID(index), plan.labels[index].id)
        }
    }

    /// Tells every adapter that a run has another executor.
    package func supersede(_ run: String, before epoch: Epoch) async {
        await withDiscardingTaskGroup { group in
            for member in members { group.addTask { await member.adapter.supersede(run, before: epoch) } }
        }
    }

    func adapter(playing part: Environment.Part) -> (any RegionAdapter)? {
        index(for: part).map { members[$0].adapter }
    }

    /// The adapter that offers an action of this name.
    func adapter(offering action: String) -> (any RegionAdapter)? {
        offers[action].map { members[$0].adapter }
    }

    private func index(for part: Environment.Part) -> Int? { players[part] }

    private static func part(for metric: Metric) -> Environment.Part {
        switch metric {
        case .weight: .traffic
        case .capacity, .load: .capacity
        case .replicationLag, .replicationLagBytes, .bandwidth: .data
        default: .health
        }
    }
}
