package import Runbook
package import RunbookCompiler

/// Questions that are asked between failovers.
extension AdapterSet {
    /// For each service with data in both regions, whether it is the same there.
    package func compare(
        _ from: RegionIndex, _ to: RegionIndex, within limit: Milliseconds
    ) async -> [DataAgreement] {
        let both = topology.regions[from.index].services.intersection(topology.regions[to.index].services)
        let services = Array(both.intersection(topology.stateful))
        return await withTaskGroup(of: (Int, DataAgreement).self) { group in
            for (index, service) in services.enumerated() {
                group.addTask {
                    guard let player = self.player(of: .data, for: service) else {
                        return (index, DataAgreement(service, .unknown, detail: "nobody plays its data"))
                    }
                    return (index, await self.members[player].adapter.compare(service, from, to, within: limit))
                }
            }
            var agreements: [DataAgreement?] = Array(repeating: nil, count: services.count)
            for await (index, agreement) in group { agreements[index] = agreement }
            return agreements.compactMap(\.self)
        }
    }

    /// By region, how far its clocks are ahead of ours: the largest difference that anybody tells. Regions of which nobody
    /// tells are left out.
    package func clockSkews() async -> [RegionIndex: Milliseconds] {
        await withTaskGroup(of: [RegionIndex: Milliseconds].self) { group in
            for member in members { group.addTask { await member.adapter.clockSkews() } }
            var skews: [RegionIndex: Milliseconds] = [:]
            for await told in group {
                skews.merge(told) { abs($0.rawValue) >= abs($1.rawValue) ? $0 : $1 }
            }
            return skews
        }
    }
}
