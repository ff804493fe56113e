package import Runbook

/// Judges a runbook by every rule in one pass.
package enum Checker {
    /// The pages of all rules, in the order of their codes.
    package static var pages: [RulePage] { rules.map { $0.page }.sorted { $0.code < $1.code } }

    package static func check(_ runbook: Runbook, in context: CheckContext) -> CheckResult {
        let linked = Linker.link(runbook, in: context)
        for index in linked.withWhen {
            let entry = linked.entries[index]
            if let when = entry.step.when { entry.guardOfModes = entry.scope.modes(admittedBy: when.value) }
        }
        let subject = CheckSubject(linked, context)
        for diagnostic in linked.libraryDiagnostics { subject.report.add(diagnostic) }
        for rule in rules { rule.check(subject) }
        let diagnostics = subject.report.finish()
        if subject.report.hasErrors { return CheckResult(checked: nil, diagnostics: diagnostics) }
        let isRunnable = context.environment != nil && !linked.root.values.contains(nil)
        let checked = CheckedRunbook(
            runbook: runbook, linked: linked, actions: context.actions, isRunnable: isRunnable)
        return CheckResult(checked: checked, diagnostics: diagnostics)
    }
}
