package import Runbook

/// A runbook without errors, its children linked and its parameters bound; only the checker can make one.
package struct CheckedRunbook {
    package let runbook: Runbook
    /// Whether every parameter has a value and the environment is known, so that the plan may be run.
    package let isRunnable: Bool
    private let linked: LinkedRunbook
    private let actions: ActionCatalogue

    init(runbook: Runbook, linked: LinkedRunbook, actions: ActionCatalogue, isRunnable: Bool) {
        self.runbook = runbook
        self.linked = linked
        self.actions = actions
        self.isRunnable = isRunnable
    }

    /// Compiled anew at each call, with every text that people read.
    package var plan: Plan { PlanCompiler.compile(linked, actions: actions).plan }
}
