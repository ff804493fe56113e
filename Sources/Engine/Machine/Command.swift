package import Runbook
package import RunbookCompiler

/// What the machine wants done. Plain data, small enough to be copied for nothing.
package enum Command: Hashable, Sendable {
    /// Look at the regions; answer `observed`.
    case observe(NodeID, Token)
    /// Bring about `RunMachine.effect(for:)`; answer `finished`.
    case perform(NodeID, Token)
    /// Measure a sampler's gate once; answer `sampled`.
    case sample(Int)
    /// Put an approval to people; answer `answered`.
    case ask(NodeID)
    case startTimer(TimerID, Milliseconds)
    case cancelTimer(TimerID)
    /// While a run is held or paused, its deadline stands still.
    case stopClock
    case startClock
    /// The run has come to rest; there is nothing more to do until an order, or ever.
    case rest
}
