package import Runbook

/// One way between two regions, by the declared links: the shortest sum, both directions alike.
package struct LinkLatency: Sendable {
    private var table: [[Double]]

    package init(_ environment: Environment, _ topology: Topology) {
        let count = topology.regions.count
        table = Array(repeating: Array(repeating: .infinity, count: count), count: count)
        for region in 0..<count { table[region][region] = 0 }
        for link in environment.replication {
            guard let from = topology.region(named: link.from.value), let to = topology.region(named: link.to.value)
            else { continue }
            let latency = Double(link.latency.rawValue)
            table[from.index][to.index] = min(table[from.index][to.index], latency)
            table[to.index][from.index] = min(table[to.index][from.index], latency)
        }
        for middle in 0..<count {
            for from in 0..<count {
                for to in 0..<count {
                    table[from][to] = min(table[from][to], table[from][middle] + table[middle][to])
                }
            }
        }
    }

    /// In milliseconds; nil where no declared link leads there.
    package func between(_ one: RegionIndex, _ other: RegionIndex) -> Double? {
        let latency = table[one.index][other.index]
        return latency.isFinite ? latency : nil
    }
}
