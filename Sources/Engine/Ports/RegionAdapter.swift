package import Runbook
package import RunbookCompiler
package import World

/// A way to look at and act on regions. Looking and acting are separate; each adapter plays only its own parts.
package protocol RegionAdapter: EffectPerformer {
    var manifest: AdapterManifest { get }

    /// What it can see now, of the parts that it plays. What it cannot find out stays unknown.
    ///
    /// A fact also stays unknown while an earlier attempt may still act on it: a client that is gone does not end what
    /// it asked a server for, and a promotion seen as not done may yet happen. Facts say what is, not what was asked for:
    /// a writer that is being started is not a standby.
    func observe() async -> WorldState

    /// One measurement for each query, in the same order.
    func measure(_ queries: [MetricQuery]) async -> [Measurement]

    /// Whether all is there that it will need: connections, versions, permissions, names. Changes nothing.
    func examine() async -> [AdapterFinding]

    /// Whether the data of a service that it plays is the same in two regions, down to the rows that differ. Changes nothing,
    /// and stops no writes.
    func compare(
        _ service: ServiceIndex, _ from: RegionIndex, _ to: RegionIndex, within limit: Milliseconds
    ) async -> DataAgreement

    /// How far the clocks of regions are ahead of ours, as far as it can tell.
    func clockSkews() async -> [RegionIndex: Milliseconds]

    /// Another executor has taken a run over: what an older epoch still has under way is refused from here on, where the
    /// server can do that. Answers within a time limit of its own.
    func supersede(_ run: String, before epoch: Epoch) async
}

extension RegionAdapter {
    package func calls(for effect: Effect, in world: WorldState) -> [String] { [] }

    package func examine() async -> [AdapterFinding] { [] }

    package func compare(
        _ service: ServiceIndex, _ from: RegionIndex, _ to: RegionIndex, within limit: Milliseconds
    ) async -> DataAgreement {
        DataAgreement(service, .unknown, detail: "\(manifest.name) cannot compare data")
    }

    package func clockSkews() async -> [RegionIndex: Milliseconds] { [:] }

    package func supersede(_ run: String, before epoch: Epoch) async {}
}
