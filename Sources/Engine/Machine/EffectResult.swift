/// The three outcomes of an effect.
package enum EffectResult: Hashable, Sendable {
    case done
    case notDone(EffectFailure)
    /// Nobody knows: a time-out, a lost connection, a crash. Observed before anything is decided.
    case inDoubt
}
