import Runbook

/// A value fits the type, pattern or choices of its parameter.
enum UnfitValue: Rule {
    static let page = RulePage(
        code: "SY211",
        title: "value that its parameter does not accept",
        why: """
            A pattern or a choice says what has been thought through; anything else would run untried.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: child
                runbook: ticketed@1
                with: {ticket: none}
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: child
                runbook: ticketed@1
                with: {ticket: OPS-17}
            """)

    static let exampleChildren = ["ticketed"]

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        for scope in subject.linked.scopes {
            for problem in scope.bindingProblems {
                guard case .unfit(let name, let text, let reason) = problem.kind else { continue }
                let notes =
                    problem.source == .with
                    ? problem.declaration.map { [Diagnostic.Note("it is declared here", at: $0)] } ?? [] : []
                let given = problem.source == .commandLine ? "--set \(name)=\(text)" : "\"\(text)\""
                subject.report.error(
                    self, "\(given) is no value of the parameter \"\(name)\": \(reason)",
                    "Give it a value that its type accepts.", at: problem.origin, notes: notes)
            }
        }
    }
}
