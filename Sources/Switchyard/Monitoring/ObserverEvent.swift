package import Engine
package import Monitoring

/// What an observer tells whoever listens.
package enum ObserverEvent: Sendable {
    case looked(Survey)
    /// The history took nothing; what was seen is held, and tried again.
    case held(StoreError)
    /// The history has all that was held.
    case caughtUp
    /// So many samples were held for too long: the history has a gap.
    case lost(Int)
}
