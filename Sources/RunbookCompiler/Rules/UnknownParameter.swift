import Runbook

enum UnknownParameter: Rule {
    static let page = RulePage(
        code: "SY201",
        title: "unknown parameter",
        why: """
            A name after $ that no parameter has would reach production as a region or a time that does not exist, \
            and the run would stop half way through a failover.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            parameters:
              target: {type: region, default: us-west-2}
            steps:
              - id: spare
                scale: {region: $taregt, to: 100%}
              - id: more
                scale: {region: $target, to: 100%}
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            parameters:
              target: {type: region, default: us-west-2}
            steps:
              - id: spare
                scale: {region: $target, to: 100%}
            """)

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        for reference in subject.linked.references where reference.parameter == nil {
            if subject.mayDeclare(parameter: reference.name, in: reference.scope) { continue }
            let known = subject.parameterNames(in: reference.scope)
            subject.report.error(
                self, "there is no parameter \"\(reference.name)\"",
                "Declare it under parameters, or use one that is declared."
                    + Suggestion.question(for: reference.name, among: known),
                at: reference.scope.origin(reference.span))
        }
    }
}
