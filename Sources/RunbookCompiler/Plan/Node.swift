package import Runbook

/// One node of a plan: plain data without references, for the hot path. What people read is in `NodeLabel`.
package struct Node: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// Structure only; completes at once.
        case join
        /// Into `Plan.operations`.
        case effect(operation: Int)
        /// Its own gate is the node's first sampler.
        case gate
        /// Time to pass; a soak ends early when the mode becomes emergency.
        case wait(Milliseconds, isSoak: Bool)
        /// Into `Plan.approvals`.
        case approval(Int)
        /// A child's `finally`, run where the child ends. Into `Plan.sections`.
        case finally(section: Int)
    }

    /// How a rollback takes the node back.
    package enum Undo: Hashable, Sendable {
        /// There is nothing to undo.
        case nothing
        /// Back to the values captured before the effect.
        case restore
        /// The author's branch, once for the whole step. Into `Plan.sections`.
        case branch(section: Int)
    }

    package enum FailureRule: UInt8, Hashable, Sendable {
        /// Rollback before the point of no return, hold after it.
        case standard
        case rollback, hold, proceed
    }

    package var kind: Kind
    /// Into `Plan.sections`.
    package var section = 0
    package var when: ModeGuard = .always
    package var failureRule = FailureRule.standard
    package var isIrreversible = false
    package var undo = Undo.nothing
    /// Of an effect, all its attempts together.
    package var timeout = Milliseconds.seconds(60)
    package var attemptTimeout = Milliseconds.seconds(60)
    package var retry = RetryPolicy.standard
    /// The node's gate, if it is one, then its watches. Into `Plan.samplers`.
    package var samplers: Range<Int> = 0..<0
    /// Where the values before the effect are kept. Into the machine's captures.
    package var captures: Range<Int> = 0..<0
    /// An effect on no observable resource, such as a notification: nothing to look at before or after it.
    package var isObservable = true
    /// Performing it again without looking is harmless.
    package var isRepeatable = true

    package init(_ kind: Kind) { self.kind = kind }
}
