import Runbook

/// How the steps around a sequence have its nodes treated.
struct Treatment {
    /// Of ids: `canary.`, `promote.undo.`, `finally.`.
    var prefix: String
    var section = 0
    /// Outside of it nothing is undone.
    var isMain = true
    var modes: ModeGuard = .always
    /// The branch of a `runbook:` step, which takes back all of its child.
    var undo: Node.Undo?
    /// Gates that watch the whole child.
    var watches: [Int] = []
    var failureRule: Node.FailureRule?
    var irreversible: String?

    init(prefix: String) { self.prefix = prefix }
}
