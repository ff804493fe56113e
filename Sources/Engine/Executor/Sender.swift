package import World

/// The person behind an arrival, and how they learn what became of it.
package final class Sender: Sendable {
    let person: String
    /// The message of the store that it came with.
    let message: Int64?
    /// The regions as they are now: what an answer is held against.
    let world: WorldState?
    /// Told on the executor's loop whether the run took it: return soon.
    let isTold: @Sendable (Refusal?) -> Void

    package init(
        _ person: String, message: Int64? = nil, seeing world: WorldState? = nil,
        isTold: @escaping @Sendable (Refusal?) -> Void = { _ in }
    ) {
        self.person = person
        self.message = message
        self.world = world
        self.isTold = isTold
    }
}
