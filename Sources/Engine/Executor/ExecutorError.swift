/// Why an executor stopped before its run came to rest. Nothing was performed beyond what is journaled.
package enum ExecutorError: Error, Hashable, Sendable {
    case store(StoreError)
    /// An adapter refused an effect because it has seen a newer epoch.
    case superseded
    /// The journal does not replay: it was written by another plan.
    case doesNotReplay(sequence: Int64, Refusal)
}
