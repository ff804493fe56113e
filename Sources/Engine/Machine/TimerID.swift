package import RunbookCompiler

/// A timer that the machine asked for. It knows no clock: it hears only that a timer fired.
package enum TimerID: Hashable, Sendable {
    /// The run's deadline less what is reserved for a rollback.
    case deadline
    /// The time that a rollback has.
    case reserve
    case finallyBudget
    /// Of an effect, all attempts together.
    case timeout(NodeID)
    case attempt(NodeID)
    /// The pause before the next attempt.
    case retry(NodeID)
    /// The pause before looking again.
    case recheck(NodeID)
    /// The limit of a gate or an approval.
    case within(NodeID)
    case wait(NodeID)
    /// The pause before the next sample of a sampler.
    case sample(Int)
}
