package import World

extension Effect {
    /// What is there when it stops half way: the first of its parts.
    package var half: Effect { parts.first ?? self }
}
