/// What a failed step does to its run.
package enum FailurePolicy: String, Hashable, Sendable, CaseIterable {
    case rollback, hold
    case proceed = "continue"
}
