package import Engine

/// What an observer tells whoever listens.
package enum ObserverEvent: Sendable {
    case looked(Look)
    /// The history took nothing; what was seen is held, and tried again.
    case held(StoreError)
    /// What is too old, or too much, is there still.
    case unpruned(StoreError)
    /// The history has all that was held.
    case caughtUp
    /// So many looks were held for too long: the history has a gap.
    case lost(Int)
}
