package import World

/// Whoever brings effects about: an adapter, or several that do it together.
package protocol EffectPerformer: Sendable {
    /// Brings a desired state about; repeating it is harmless unless the action's declaration says otherwise.
    ///
    /// Once its task is cancelled, it sends nothing more.
    func apply(_ assignment: Assignment) async -> EffectReport

    /// The calls that bring an effect about, as a person would make them, with regions as they are in this world. For
    /// reading; empty where there is nothing to show.
    func calls(for effect: Effect, in world: WorldState) -> [String]
}
