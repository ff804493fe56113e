import Runbook

/// A gate that is sampled must be declared.
enum UnknownGate: Rule {
    static let page = RulePage(
        code: "SY202",
        title: "unknown gate",
        why: """
            A step whose gate does not exist would pass without looking, or stop the run when it is needed most.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            gates:
              fit:
                require:
                  - availability(us-west-2) >= 95%
            steps:
              - id: check
                gate: fit
              - id: check_again
                gate: fti
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            gates:
              fit:
                require:
                  - availability(us-west-2) >= 95%
            steps:
              - id: check
                gate: fit
            """)

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        for reference in subject.linked.gateReferences where reference.gate == nil {
            if subject.mayDeclare(gate: reference.name.value, in: reference.scope) { continue }
            let known = reference.scope.runbook.gates.map(\.name.value)
            subject.report.error(
                self, "there is no gate \"\(reference.name.value)\"",
                "Declare it under gates, or use one that is declared."
                    + Suggestion.question(for: reference.name.value, among: known),
                at: reference.scope.origin(reference.name.span))
        }
    }
}
