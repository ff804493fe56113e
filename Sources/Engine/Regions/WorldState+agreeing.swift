import RunbookCompiler
import World

extension WorldState {
    /// What several have seen of the same: something is condemned when enough of them say so, and found well when enough do
    /// and it is not condemned.
    init(_ sights: [WorldState], agreeing quorum: Int) {
        self = sights[0]
        guard sights.count > 1 else { return }
        func agreed(_ told: [Knowledge]) -> Knowledge {
            if told.count(where: { $0 == .no }) >= quorum { return .no }
            return told.count(where: { $0 == .yes }) >= quorum ? .yes : .unknown
        }
        for region in regions {
            isReachable[region.index] = agreed(sights.map { $0.isReachable[region.index] })
            for service in 0..<serviceCount {
                let place = ServiceIndex(service)
                self[region, place].isServing = agreed(sights.map { $0[region, place].isServing })
            }
        }
    }
}
