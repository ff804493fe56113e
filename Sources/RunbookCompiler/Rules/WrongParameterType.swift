import Runbook

/// A parameter is of the type that is expected where it is used.
enum WrongParameterType: Rule {
    static let page = RulePage(
        code: "SY212",
        title: "parameter of another type",
        why: """
            A time where a percentage is meant would be read as some percentage, and traffic would move by it.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            parameters:
              pause: {type: duration, default: 30s}
            steps:
              - id: warm
                scale: {region: us-west-2, to: $pause}
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            parameters:
              share: {type: percentage, default: 100%}
            steps:
              - id: warm
                scale: {region: us-west-2, to: $share}
            """)

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        for reference in subject.linked.references {
            guard let index = reference.parameter else { continue }
            let scope = reference.scope
            let parameter = scope.runbook.parameters[index]
            guard !reference.expectation.accepts(parameter.type.value) else { continue }
            subject.report.error(
                self,
                "$\(reference.name) is of type \(parameter.type.value.name), but \(reference.expectation.noun) is expected here",
                "Use a parameter of that type, or write the value.", at: scope.origin(reference.span),
                notes: [Diagnostic.Note("it is declared here", at: scope.origin(parameter.name.span))])
        }
    }
}
