package import Runbook

/// Judges a runbook by every rule in one pass.
package enum Checker {
    /// The pages of all rules, in the order of their codes.
    package static var pages: [RulePage] {
        rules.map { rule in
            var page = rule.page
            page.surroundings = RulePage.Surroundings(
                files: rule.exampleChildren.map(ExampleFiles.child),
                environment: rule.needsEnvironment ? ExampleFiles.environment : nil,
                parameters: rule.exampleParameters, remark: rule.exampleRemark)
            return page
        }.sorted { $0.code < $1.code }
    }

    package static func check(_ runbook: Runbook, in context: CheckContext) -> CheckResult {
        let linked = Linker.link(runbook, in: context)
        guard linked.excess == nil else {
            return CheckResult(checked: nil, diagnostics: apply([TooLarge.self], to: CheckSubject(linked, context)))
        }
        for index in linked.withWhen {
            let entry = linked.entries[index]
            if let when = entry.step.when { entry.guardOfModes = entry.scope.modes(admittedBy: when.value) }
        }
        let subject = CheckSubject(linked, context)
        let diagnostics = apply(rules, to: subject)
        if subject.report.hasErrors { return CheckResult(checked: nil, diagnostics: diagnostics) }
        let isRunnable = context.environment != nil && !linked.root.values.contains(nil)
        let checked = CheckedRunbook(
            runbook: runbook, linked: linked, actions: context.actions, isRunnable: isRunnable)
        return CheckResult(checked: checked, diagnostics: diagnostics)
    }

    /// Judges what could be made of a runbook with errors, by those rules that what is absent cannot mislead.
    package static func check(_ draft: Draft<Runbook>, in context: CheckContext) -> [Diagnostic] {
        let linked = Linker.link(draft.value, in: context, gaps: draft.gaps)
        let fitting = linked.excess == nil ? rules.filter { $0.judgesDrafts } : [TooLarge.self]
        return apply(fitting, to: CheckSubject(linked, context))
    }

    private static func apply(_ rules: [any Rule.Type], to subject: CheckSubject) -> [Diagnostic] {
        for diagnostic in subject.linked.libraryDiagnostics { subject.report.add(diagnostic) }
        for rule in rules { rule.check(subject) }
        return subject.report.finish()
    }
}
