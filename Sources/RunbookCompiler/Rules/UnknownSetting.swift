import Runbook

/// What the command line sets is a parameter.
enum UnknownSetting: Rule {
    static let page = RulePage(
        code: "SY218",
        title: "value for no parameter",
        why: """
            Whoever passes --set expects it to count; a misspelt name would leave the default in force. (The \
            examples are checked with --set target=eu-west-1.)
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            parameters:
              destination: {type: region, default: us-west-2}
            steps:
              - id: warm
                scale: {region: $destination, to: 100%}
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
            """)

    static let exampleParameters = ["target": "eu-west-1"]

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        let known = subject.parameterNames(in: subject.linked.root)
        for problem in subject.linked.root.bindingProblems {
            guard case .unknown(let name) = problem.kind else { continue }
            if subject.mayDeclare(parameter: name, in: subject.linked.root) { continue }
            let names = known.isEmpty ? "It has no parameters." : "It has: \(known.joined(separator: ", "))."
            subject.report.error(
                self, "--set \(name): this runbook has no such parameter",
                names + Suggestion.question(for: name, among: known), at: problem.origin)
        }
    }
}
