import Runbook
import RunbookCompiler
import World

/// Who plays a part, by service.
struct PartPlayers: Sendable {
    private struct Group: Sendable {
        var services: ServiceSet
        var performer: any EffectPerformer
        fileprivate var members: [Int]
    }

    private let groups: [Group]
    /// What is named for no service in particular.
    private let standard: (any EffectPerformer)?

    /// - Parameter isSuited: whom else than the players of the part it leaves out.
    init(
        _ part: Environment.Part, of adapters: AdapterSet, where isSuited: (any RegionAdapter) -> Bool = { _ in true }
    ) {
        var groups: [Group] = []
        for index in adapters.topology.services.indices {
            let service = ServiceIndex(index)
            guard let player = adapters.player(of: part, for: service), isSuited(adapters.members[player].adapter)
            else { continue }
            let attendants = part == .data ? adapters.attendants(of: service) : []
            let members = [player] + attendants
            if let same = groups.firstIndex(where: { $0.members == members }) {
                groups[same].services.insert(service)
                continue
            }
            let adapter = adapters.members[player].adapter
            groups.append(
                Group(
                    services: ServiceSet([service]),
                    performer: attendants.isEmpty
                        ? adapter : AttendedData(adapter, attendants.map { adapters.members[$0].adapter }),
                    members: members))
        }
        self.groups = groups
        standard = groups.first?.performer
    }

    func cover(_ services: ServiceSet) -> Bool {
        groups.reduce(services) { $0.subtracting($1.services) }.isEmpty && !groups.isEmpty
    }

    func performer(of effect: Effect) -> (any EffectPerformer)? {
        if groups.count < 2 { return standard }
        let shares = groups.compactMap { group in
            effect.among(group.services).map { Ensemble.Share(performer: group.performer, effect: $0) }
        }
        return shares.count < 2 ? shares.first?.performer ?? standard : Ensemble(shares)
    }
}
