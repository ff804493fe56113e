package import Runbook
package import RunbookCompiler
package import World

/// The adapters of an environment, each with the parts and the services that it plays, seen as one.
package final class AdapterSet: Sendable {
    package struct Member: Sendable {
        package var adapter: any RegionAdapter
        package var parts: Set<Environment.Part>
        /// Those for which it plays them; nil for all that nobody else is named for.
        package var services: ServiceSet?

        package init(adapter: any RegionAdapter, parts: Set<Environment.Part>, services: ServiceSet? = nil) {
            self.adapter = adapter
            self.parts = parts
            self.services = services
        }
    }

    package let topology: Topology
    package let members: [Member]
    /// How many observers of the same thing have to find it so.
    let quorum: Int
    /// By action, who offers it.
    private let offers: [String: Int]
    /// Whether one plays all that there is to see.
    let isPlayedByOne: Bool

    /// - Parameter members: where several deal with the clients of one service, the one nearest to the clients first.
    package init(topology: Topology, members: [Member], quorum: Int = 1) {
        self.topology = topology
        self.members = members
        self.quorum = quorum
        var offers: [String: Int] = [:]
        for (index, member) in members.enumerated() where member.parts.contains(.actions) {
            for action in member.adapter.manifest.actions where offers[action.name] == nil {
                offers[action.name] = index
            }
        }
        self.offers = offers
        isPlayedByOne = members.count == 1 && members[0].parts.isSuperset(of: Environment.Part.ofRegions)
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
            members.filter { $0.parts.contains(.actions) }.flatMap(\.adapter.manifest.actions),
            prepares: members.filter { $0.parts.contains(.data) }
                .reduce(into: []) { $0.formUnion($1.adapter.manifest.prepares) })
    }
}

extension AdapterSet {
    /// Who plays a part of a service: one that is named for it, or else one that plays it for all.
    func player(of part: Environment.Part, for service: ServiceIndex?) -> Int? {
        if let service,
            let own = members.firstIndex(where: { $0.plays(part) && $0.services?.contains(service) == true })
        {
            return own
        }
        return members.firstIndex { $0.plays(part) && $0.services == nil }
    }

    /// Those who play a part for the same services as a member, itself among them: of health all of them observe, of anything
    /// else one is enough.
    func group(of member: Int, playing part: Environment.Part) -> [Int] {
        guard part == .health else { return [member] }
        return members.indices.filter { members[$0].plays(part) && members[$0].services == members[member].services }
    }

    /// Everybody who deals with the clients of a service, the one nearest to them first.
    func attendants(of service: ServiceIndex) -> [Int] {
        members.indices.filter {
            members[$0].plays(.connections) && members[$0].services?.contains(service) ?? true
        }
    }

    var messenger: (any RegionAdapter)? { members.first { $0.plays(.notifications) }?.adapter }

    package func offering(_ action: String) -> (any RegionAdapter)? { offers[action].map { members[$0].adapter } }

    /// The calls that bring each effect of a plan about.
    package func calls(for plan: Plan) -> @Sendable (Effect, WorldState) -> [String] {
        let performers = Performers(self, for: plan)
        return { effect, world in performers.performer(of: effect)?.calls(for: effect, in: world) ?? [] }
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
}

extension AdapterSet.Member {
    func plays(_ part: Environment.Part) -> Bool { parts.contains(part) }
}
