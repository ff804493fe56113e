import Runbook

/// A gate is used.
enum UnusedGate: Rule {
    static let page = RulePage(
        code: "SY215",
        title: "unused gate",
        why: """
            A gate that nothing samples protects nothing, though a reviewer who sees it believes that it does.
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
              - id: settle
                wait: 30s
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
              - id: settle
                wait: 30s
                watch: fit
            """)

    static func check(_ subject: CheckSubject) {
        for scope in subject.linked.scopes {
            for (index, gate) in scope.runbook.gates.enumerated() where !scope.gateIsUsed[index] {
                subject.report.warning(
                    self, "the gate \"\(gate.name.value)\" is never used",
                    "Sample it in a step, a shift or a watch, or remove it.", at: scope.origin(gate.name.span))
            }
        }
    }
}
