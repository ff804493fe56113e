package import RunbookCompiler
package import World

/// A way to look at and act on regions. Looking and acting are separate; each adapter plays only its own parts.
package protocol RegionAdapter: Sendable {
    var manifest: AdapterManifest { get }

    /// What it can see now, of the parts that it plays. What it cannot find out stays unknown.
    func observe() async -> WorldState

    /// One measurement for each query, in the same order.
    func measure(_ queries: [MetricQuery]) async -> [Measurement]

    /// Brings a desired state about; repeating it is harmless unless the action's declaration says otherwise.
    func apply(_ assignment: Assignment) async -> EffectReport
}
