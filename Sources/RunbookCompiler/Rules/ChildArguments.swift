import Runbook

/// A child gets the parameters it declares, each of its type.
enum ChildArguments: Rule {
    static let page = RulePage(
        code: "SY208",
        title: "wrong parameters of a child",
        why: """
            A child that gets a parameter it does not know, or misses one, would act on its default: perhaps on \
            another region.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: child
                runbook: warm@1
                with: {regoin: us-west-2}
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: child
                runbook: warm@1
                with: {region: us-west-2}
            """)

    static let exampleChildren = ["warm"]

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        for scope in subject.linked.scopes.dropFirst() {
            let name = scope.runbook.name.value
            let known = scope.runbook.parameters.map(\.name.value)
            for problem in scope.bindingProblems where problem.source == .with {
                let notes = problem.declaration.map { [Diagnostic.Note("it is declared here", at: $0)] } ?? []
                switch problem.kind {
                case .unknown(let parameter):
                    subject.report.error(
                        self, "\"\(name)\" has no parameter \"\(parameter)\"",
                        "Remove it, or use one that the child declares."
                            + Suggestion.question(for: parameter, among: known),
                        at: problem.origin)
                case .missing(let parameter):
                    subject.report.error(
                        self, "\"\(name)\" needs a value for its parameter \"\(parameter)\"", "Pass one under with.",
                        at: problem.origin, notes: notes)
                case .wrongType(let parameter, let expected, let found, let passed):
                    subject.report.error(
                        self,
                        "\"\(parameter)\" of \"\(name)\" is of type \(expected.name), but $\(passed) is of type \(found.name)",
                        "Pass a parameter of that type.", at: problem.origin, notes: notes)
                case .unfit, .badPattern: break
                }
            }
        }
    }
}
