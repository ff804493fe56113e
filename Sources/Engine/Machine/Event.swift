package import Runbook
package import RunbookCompiler
package import World

/// Everything that can happen to a run. The journal is a list of these. Small, since it is copied on its way: what is rare
/// or large is kept aside.
package enum Event: Hashable, Sendable {
    /// - Parameter owing: what earlier runs have left unfenced.
    case started(Mode, owing: Obligations = Obligations())
    /// The answer to `Command.observe`.
    indirect case observed(NodeID, Token, WorldState)
    /// The answer to `Command.perform`.
    case finished(NodeID, Token, EffectResult)
    /// The answer to `Command.sample`.
    case sampled(Int, Verdict)
    /// The answer to `Command.ask`.
    indirect case answered(NodeID, Answer)
    case timerFired(TimerID)
    case ordered(Order)
    /// Another executor took over: what was in flight is in doubt.
    case resumed
    /// Just after the start of a run that took over from a held one: the base weights of that one.
    case inherited(Baseline)
}
