package import Engine
package import Runbook

/// The regions of an environment as a run reaches them.
package struct Regions: Sendable {
    package var adapters: AdapterSet
    package var timekeeper: any Timekeeper
    /// They were there before we looked; otherwise their time has to go on before a gate can look back.
    package var hasPast = true
    /// Lets a fault plan begin; it says what is wrong when that cannot be.
    package var begin: @Sendable (FaultPlan) throws(OrchestratorError) -> Void

    package init(
        adapters: AdapterSet, timekeeper: any Timekeeper,
        begin: @escaping @Sendable (FaultPlan) throws(OrchestratorError) -> Void
    ) {
        self.adapters = adapters
        self.timekeeper = timekeeper
        self.begin = begin
    }
}
