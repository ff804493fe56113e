import Runbook

/// How some weights share traffic, and which weights share it in another way.
struct WeightShares: Hashable {
    /// One for each of what takes traffic; who is a region's is said by `regions`.
    let weights: [Int]
    /// By place among the weights, whose it is; nil where it is no region's.
    let regions: [Int?]

    var total: Int { weights.reduce(0, +) }

    /// What a region is given of all that is given; nil where nothing is a region's.
    func share(of region: Int) -> BasisPoints? {
        guard regions.contains(region) else { return nil }
        guard total > 0 else { return .zero }
        return BasisPoints(Int32((weight(of: region) * 10_000 + total / 2) / total))
    }

    var strayWeight: Int { zip(weights, regions).reduce(0) { $0 + ($1.1 == nil ? $1.0 : 0) } }

    private func weight(of region: Int) -> Int {
        zip(weights, regions).reduce(0) { $0 + ($1.1 == region ? $1.0 : 0) }
    }

    /// Weights of `whole` together that give regions these shares; the others keep theirs, each in its proportion. Nil where a
    /// region has none, where a share is no whole weight, or where more than everything would be given.
    func weights(giving shares: [Int: BasisPoints], of whole: Int) -> [Int]? {
        var result = weights.map { _ in 0 }
        for (region, share) in shares {
            let product = Int(share.rawValue) * whole
            guard let place = regions.firstIndex(of: region), product % 10_000 == 0 else { return nil }
            result[place] = product / 10_000
        }
        let others = weights.indices.filter { regions[$0].map { shares[$0] == nil } ?? true }
        let rest = whole - result.reduce(0, +)
        let held = others.reduce(0) { $0 + weights[$1] }
        guard rest >= 0, held > 0 || rest == 0 else { return nil }
        for place in others where held > 0 { result[place] = rest * weights[place] / held }
        // What rounding down has left goes to those who have most.
        var left = whole - result.reduce(0, +)
        for place in others.sorted(by: { weights[$0] > weights[$1] }) where left > 0 {
            result[place] += 1
            left -= 1
        }
        return left == 0 ? result : nil
    }

    /// The same shares in the smallest numbers.
    static func reduced(_ weights: [Int]) -> [Int] {
        func divisor(_ one: Int, _ other: Int) -> Int { other == 0 ? one : divisor(other, one % other) }
        let common = weights.reduce(0, divisor)
        return common > 1 ? weights.map { $0 / common } : weights
    }
}
