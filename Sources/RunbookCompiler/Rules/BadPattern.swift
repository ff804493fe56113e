import Runbook

/// The pattern of a parameter is a regular expression.
enum BadPattern: Rule {
    static let page = RulePage(
        code: "SY219",
        title: "invalid pattern",
        why: """
            A pattern that cannot be read would accept nothing, or be ignored.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            parameters:
              ticket: {type: string, pattern: 'OPS-[0-9', default: OPS-1}
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
                guard case .badPattern(_, let pattern) = problem.kind else { continue }
                subject.report.error(
                    self, "the pattern \(pattern) is not a valid regular expression",
                    "Write a POSIX extended regular expression, such as [a-z]+-[0-9]+.", at: problem.origin)
            }
        }
    }
}
