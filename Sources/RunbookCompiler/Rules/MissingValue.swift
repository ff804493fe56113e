import Runbook

/// Every parameter has a value before a run.
enum MissingValue: Rule {
    static let page = RulePage(
        code: "SY216",
        title: "parameter without a value",
        why: """
            A run cannot guess the region that it is to leave.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            parameters:
              target: {type: region}
            steps:
              - id: warm
                scale: {region: $target, to: 100%}
                timeout: 5m
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            parameters:
              target: {type: region, default: us-west-2}
            steps:
              - id: warm
                scale: {region: $target, to: 100%}
                timeout: 5m
            """)

    static let needsEnvironment = true

    static func check(_ subject: CheckSubject) {
        for problem in subject.linked.root.bindingProblems {
            guard case .missing(let name) = problem.kind else { continue }
            subject.report.error(
                self, "the parameter \"\(name)\" has no value", "Pass --set \(name)=VALUE, or give it a default.",
                at: problem.origin)
        }
    }
}
