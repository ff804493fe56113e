import Runbook

/// A service is one of the environment's.
enum UnknownService: Rule {
    static let page = RulePage(
        code: "SY602",
        title: "unknown service",
        why: """
            A service that the environment does not have cannot be moved, so the one that was meant would stay \
            behind.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: warm
                scale: {region: us-west-2, service: ordres_api, to: 100%}
                timeout: 5m
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: warm
                scale: {region: us-west-2, service: orders_api, to: 100%}
                timeout: 5m
            """)

    static let needsEnvironment = true

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        guard let environment = subject.environment else { return }
        let known = environment.services.map(\.name.value)
        for (name, origin) in subject.linked.unknownServices {
            subject.report.error(
                self, "the environment \"\(environment.name.value)\" has no service \"\(name)\"",
                "It has: \(known.joined(separator: ", "))." + Suggestion.question(for: name, among: known), at: origin)
        }
    }
}
