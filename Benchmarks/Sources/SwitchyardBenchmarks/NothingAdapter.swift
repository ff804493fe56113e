import Engine
import Runbook
import RunbookCompiler
import World

/// An adapter whose effects are done at once, or after a while.
struct NothingAdapter: RegionAdapter {
    let delay: Duration?
    let topology: Topology

    let manifest: AdapterManifest

    init(delay: Duration?, topology: Topology) {
        (self.delay, self.topology) = (delay, topology)
        let nothing = ActionCatalogue.Declaration(
            name: "nothing", summary: "", arguments: [], isRepeatable: true, isReadOnly: true, expectedDuration: .zero)
        manifest = AdapterManifest(name: "nothing", parts: [.actions], actions: [nothing], enforcesEpoch: false)
    }

    func observe() async -> WorldState { WorldState(unknownIn: topology) }
    func measure(_ queries: [MetricQuery]) async -> [Measurement] { [] }

    func apply(_ assignment: Assignment) async -> EffectReport {
        if let delay { try? await Task.sleep(for: delay) }
        return EffectReport(.done)
    }
}
