package import Engine
package import Runbook
package import RunbookCompiler

/// An adapter to be held to the contract, with what it takes to do so.
package struct ContractSubject: Sendable {
    package var topology: Topology
    /// A new adapter over sound regions that nothing else changes: the primary is the writer and carries the traffic.
    package var make: @Sendable () async throws -> any RegionAdapter
    /// Time as the adapter knows it.
    package var timekeeper: any Timekeeper
    /// More than any effect takes.
    package var patience: Milliseconds
    /// After which data has caught up, by the same time.
    package var rest: Milliseconds

    package init(
        topology: Topology, timekeeper: any Timekeeper, patience: Milliseconds = .minutes(5),
        rest: Milliseconds = .seconds(30),
        make: @escaping @Sendable () async throws -> any RegionAdapter
    ) {
        self.topology = topology
        self.timekeeper = timekeeper
        self.patience = patience
        self.rest = rest
        self.make = make
    }

    /// The region that everything begins in, and one that follows it.
    var primary: RegionIndex {
        topology.regionIndices.first { topology.regions[$0.index].role == .primary } ?? RegionIndex(0)
    }
    var standby: RegionIndex {
        let follower = topology.links.first { $0.from == primary }?.to
        return follower ?? topology.regionIndices.first { $0 != primary } ?? primary
    }
}
