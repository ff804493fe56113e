import Runbook

/// A parameter is used.
enum UnusedParameter: Rule {
    static let page = RulePage(
        code: "SY214",
        title: "unused parameter",
        why: """
            Whoever sets a parameter expects it to do something; one that nothing uses is usually a name that \
            was misspelt where it was meant.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            parameters:
              target: {type: region, default: us-west-2}
            steps:
              - id: settle
                wait: 30s
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: settle
                wait: 30s
            """)

    static func check(_ subject: CheckSubject) {
        for scope in subject.linked.scopes {
            for (index, parameter) in scope.runbook.parameters.enumerated() where !scope.isUsed[index] {
                subject.report.warning(
                    self, "the parameter \"\(parameter.name.value)\" is never used", "Use it or remove it.",
                    at: scope.origin(parameter.name.span))
            }
        }
    }
}
