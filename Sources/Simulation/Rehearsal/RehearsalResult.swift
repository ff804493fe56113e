package import Engine
package import Runbook
import RunbookCompiler
import World

/// What one rehearsal came to, without its world and records.
package struct RehearsalResult: Hashable, Sendable {
    package var seed: UInt64
    /// Nil when it did not come to rest.
    package var outcome: FaultPlan.Outcome?
    /// Why it did not succeed.
    package var decision: Cause?
    package var duration: Milliseconds
    package var gauge: RehearsalGauge
    /// The longest span of acknowledged writes of a service that is gone.
    package var lost: Milliseconds
    /// Whether it ended as the fault plan expects; nil when none expects anything of it.
    package var isAsExpected: Bool?

    package init(_ report: RehearsalReport, seed: UInt64, expecting expectation: FaultPlan.Expectation?) {
        self.seed = seed
        outcome = report.outcome
        decision = report.decision
        duration = report.duration
        gauge = report.gauge
        lost = Milliseconds(report.world.lostWrites.milliseconds)
        isAsExpected = expectation.map(report.meets)
    }
}

extension RehearsalReport {
    /// Whether it ended as a fault plan expects: the outcome, and of the rest what the plan names.
    package func meets(_ expectation: FaultPlan.Expectation) -> Bool {
        let topology = session.plan.topology
        guard outcome == expectation.outcome.value else { return false }
        if let wanted = expectation.step, step != wanted.value { return false }
        if let writer = expectation.writer {
            let isWriter = topology.stateful.allSatisfy { service in
                world.state.writer(of: service).map { topology.name(of: $0) } == writer.value
            }
            guard isWriter else { return false }
        }
        return expectation.weights.allSatisfy { wanted in
            guard let region = topology.region(named: wanted.region.value) else { return false }
            return topology.routed.allSatisfy { world.state[region, $0].weight == wanted.share }
        }
    }
}
