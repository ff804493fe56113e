package import Engine
package import Runbook
import RunbookCompiler

/// How a rehearsal went.
package struct RehearsalReport: Sendable {
    package enum Ending: Hashable, Sendable {
        /// The run came to rest: it ended or is held.
        case rest
        /// Nothing was left to happen, and yet the run did not rest. A defect.
        case stuck
        /// More time had passed than a rehearsal may take.
        case endless
    }

    package var ending: Ending
    package var session: RunSession
    package var world: SimulatedWorld
    package var records: [JournalRecord]
    /// On the world's clock.
    package var start: Milliseconds
    package var duration: Milliseconds
    package var samples: [RehearsalSample]
    package var gauge: RehearsalGauge

    package var phase: Phase { session.machine.state.phase }
    /// Why the run left its way first, and why it is held.
    package var cause: Cause? { session.machine.state.cause }
    package var holdCause: Cause? { session.machine.state.holdCause }

    /// In the words of a fault plan's expectation; nil while the run does not rest.
    package var outcome: FaultPlan.Outcome? {
        switch phase {
        case .held: .held
        case .ended(.succeeded): .succeeded
        case .ended(.rolledBack): .rolledBack
        case .ended(.stopped): .stopped
        default: nil
        }
    }

    /// Why it came to rest as it did; nil when it succeeded or did not rest.
    package var decision: Cause? {
        switch phase {
        case .held: holdCause ?? cause
        case .ended(.succeeded): nil
        default: cause
        }
    }

    /// The id of the step that decided the end, if one did.
    package var step: String? {
        (phase == .held ? holdCause ?? cause : cause)?.node.map { session.plan.labels[$0.index].step }
    }
}
