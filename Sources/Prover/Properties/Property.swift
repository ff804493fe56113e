import RunbookCompiler

/// What is proved of a run: our commands never cause or worsen a violation, and a run keeps what it says.
package enum Property: String, Hashable, Sendable, CaseIterable {
    case wholeWeights = "weights sum to 100%"
    case servedTraffic = "no traffic to a region that cannot serve or lacks ready capacity for its share"
    case oneWriter = "at most one region acknowledges writes"
    case boundedLoss = "data loss within the mode's bound"
    case undoAfterDoubt = "no undo while a later effect on the same resource is in doubt"
    case noWayBack = "a point of no return is never crossed back"
    case restored = "a run that ends as rolled back has restored what it changed"
    case keptPromise = "a run that ends as succeeded has brought about what it says"
    case success = "a run in which nothing goes wrong succeeds"
    case always = "what the runbook says to be always true"
    case progress = "every path comes to an end, or to a person"

    /// Those that were at stake: not every runbook says something of its own.
    package static func proved(in proofs: [Proof]) -> [Property] {
        allCases.filter { property in property != .always || proofs.contains { !$0.plan.always.isEmpty } }
    }
}
