import Runbook

/// The longest path fits into the deadline, less what a rollback needs.
enum DeadlineTooShort: Rule {
    static let page = RulePage(
        code: "SY504",
        title: "deadline shorter than the longest path",
        why: """
            A run that may reach its deadline on a normal, slow day is rolled back although nothing is wrong.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            limits: {deadline: 30m, rollback_reserve: 10m}
            steps:
              - id: go_ahead
                approve: {ask: Go on?, from: [sre], within: 15m}
              - id: settle
                wait: 10m
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            limits: {deadline: 40m, rollback_reserve: 10m}
            steps:
              - id: go_ahead
                approve: {ask: Go on?, from: [sre], within: 15m}
              - id: settle
                wait: 10m
            """)

    static func check(_ subject: CheckSubject) {
        let plan = subject.plan
        let scope = subject.linked.bounding?.scope ?? subject.linked.root
        let setter = scope.parent == nil ? "" : ", which \(scope.runbook.name.value) sets for the whole run,"
        let available = plan.deadline - plan.rollbackReserve
        guard available > .zero else { return }
        for mode in subject.context.modes {
            let timing = subject.timing(in: mode)
            guard timing.worst > available else { continue }
            let span = scope.runbook.limits.deadline?.span ?? scope.runbook.name.span
            let calls = scope.caller.map { [Diagnostic.Note("it is called here", at: $0)] } ?? []
            subject.report.error(
                self,
                "the longest path takes \(timing.worst) in \(mode.rawValue) mode, but of the deadline of \(plan.deadline)\(setter) a rollback keeps \(plan.rollbackReserve), which leaves \(available)",
                "Raise the deadline to at least \(timing.worst + plan.rollbackReserve), or shorten what is on this path.",
                at: scope.origin(span), notes: calls + notes(timing, subject))
            return
        }
    }

    /// The path, each step with what it adds.
    private static func notes(_ timing: PlanTiming, _ subject: CheckSubject) -> [Diagnostic.Note] {
        let plan = subject.plan
        let path = timing.criticalPath.filter { plan.worst($0, in: timing.mode) > .zero }
        var result = path.prefix(20).map { node in
            Diagnostic.Note(
                "\(plan.worst(node, in: timing.mode)): \(subject.name(of: node))", at: subject.origin(of: node))
        }
        if path.count > 20, let next = path.dropFirst(20).first {
            let rest = path.dropFirst(20).reduce(Milliseconds.zero) { $0 + plan.worst($1, in: timing.mode) }
            result.append(
                Diagnostic.Note("\(rest): \(path.count - 20) more from here on", at: subject.origin(of: next)))
        }
        return result
    }
}
