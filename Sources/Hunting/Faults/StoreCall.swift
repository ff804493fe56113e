/// What an executor asks of its store, and a store may fail at.
package enum StoreCall: String, Hashable, Sendable, CaseIterable {
    case append, conclude, renew, remember
    case takeOver = "take_over"
    case messages, summary
}
