import Runbook

/// Somebody who answers a question.
struct Visit: Hashable, Sendable {
    /// How the answer reaches the run.
    enum Way: Hashable, Sendable {
        case executor
        /// Waits in the store for whoever has the run.
        case store
        /// As `store`, about a plan that is not the run's.
        case otherPlan
        /// To the executor, under a number that the person chose.
        case bare
    }

    /// 0 is whoever started the run.
    var number: UInt8
    var roles: UInt64
    var isGranted = true
    /// Until they look, and from then on until they answer.
    var comes: Milliseconds
    var thinks: Milliseconds
    /// Whether they take the numbers in.
    var looks: Bool
    var way: Way

    var person: String { number == 0 ? "ann" : "p\(number)" }
}
