import Runbook

/// How a backend's servers share its traffic, in whole percents of its weight.
struct BackendShares: Hashable {
    /// By region; nil where the backend has no server of that region.
    private(set) var weights: [Int?]
    /// Of servers that are no region's.
    let strayWeight: Int
    private let isOpen: [Bool]
    private let isUp: [Bool]

    /// - Parameter servers: the server of each region.
    init(_ states: [ServerState], servers: [String]) {
        let known = servers.map { name in states.first { $0.server == name } }
        weights = known.map { $0?.weight }
        isOpen = known.map { $0?.isOpen ?? false }
        isUp = known.map { $0?.isUp ?? false }
        strayWeight = states.filter { $0.isOpen && !servers.contains($0.server) }.map(\.weight).reduce(0, +)
    }

    /// What HAProxy gives a region of all that it has to give; nil where the backend has no server of it.
    func share(of region: Int) -> BasisPoints? {
        guard weights[region] != nil else { return nil }
        let total = strayWeight + weights.indices.map(effective).reduce(0, +)
        guard total > 0 else { return .zero }
        return BasisPoints(Int32((effective(region) * 10_000 + total / 2) / total))
    }

    private func effective(_ region: Int) -> Int { isOpen[region] ? weights[region] ?? 0 : 0 }

    /// A server that is in maintenance or drained takes nothing, whatever its weight is.
    func isClosed(_ region: Int) -> Bool { weights[region] != nil && !isOpen[region] }

    /// Its own checks find a server dead: what it is given goes elsewhere, or nowhere. Its share is what it was given all the
    /// same, so that this can be taken away from it.
    func isDown(_ region: Int) -> Bool { weights[region] != nil && isOpen[region] && !isUp[region] }

    /// The weights, of 100 together, that give two regions these shares and leave the others what they have; nil when
    /// that is no whole percentage of each.
    func weights(giving shares: [Int: BasisPoints]) -> [Int: Int]? {
        var result: [Int: Int] = [:]
        for region in weights.indices where weights[region] != nil {
            guard let share = shares[region] ?? share(of: region), share.rawValue % 100 == 0 else { return nil }
            result[region] = Int(share.rawValue / 100)
        }
        return result.values.reduce(0, +) == 100 ? result : nil
    }
}
