import Runbook

/// A role is one of the environment's.
enum UnknownRole: Rule {
    static let page = RulePage(
        code: "SY610",
        title: "unknown role",
        why: """
            An approval asked of a role that does not exist reaches nobody.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: go_ahead
                approve: {ask: Go on?, from: [rse]}
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: go_ahead
                approve: {ask: Go on?, from: [sre]}
            """)

    static let needsEnvironment = true

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        guard let environment = subject.environment else { return }
        let known = environment.roles.map(\.name.value)
        for index in subject.linked.entries(of: .approve) {
            let entry = subject.entries[index]
            guard case .approve(let approve) = entry.step.action.value else { continue }
            for role in approve.from where !known.contains(role.value) {
                let has = known.isEmpty ? "It has none." : "It has: \(known.joined(separator: ", "))."
                subject.report.error(
                    self, "the environment \"\(environment.name.value)\" has no role \"\(role.value)\"",
                    has + Suggestion.question(for: role.value, among: known), at: entry.origin(role.span))
            }
        }
    }
}
