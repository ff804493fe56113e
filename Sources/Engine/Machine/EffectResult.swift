/// The three outcomes of an effect.
package enum EffectResult: Hashable, Sendable {
    case done
    /// Nothing of it was done, and nothing of it will be. What stopped half way is in doubt.
    case notDone(EffectFailure)
    /// Nobody knows: a time-out, a lost connection, a crash. Observed before anything is decided.
    case inDoubt
}
