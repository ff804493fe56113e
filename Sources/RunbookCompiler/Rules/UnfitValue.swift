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
            parameters:
              ticket: {type: string, pattern: 'OPS-[0-9]+', default: none}
            steps:
              - id: settle
                wait: 30s
                title: Wait as $ticket says
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            parameters:
              ticket: {type: string, pattern: 'OPS-[0-9]+', default: OPS-1}
            steps:
              - id: settle
                wait: 30s
                title: Wait as $ticket says
            """)

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
