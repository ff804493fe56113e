import Runbook

/// A region is one of the environment's.
enum UnknownRegion: Rule {
    static let page = RulePage(
        code: "SY601",
        title: "unknown region",
        why: """
            A region that the environment does not have cannot take traffic, and the run would learn that from a \
            refusal.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: warm
                scale: {region: us-wset-2, to: 100%}
                timeout: 5m
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: warm
                scale: {region: us-west-2, to: 100%}
                timeout: 5m
            """)

    static let needsEnvironment = true

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        guard let environment = subject.environment else { return }
        let known = environment.regions.map(\.name.value)
        for (name, origin) in subject.linked.unknownRegions {
            subject.report.error(
                self, "the environment \"\(environment.name.value)\" has no region \"\(name)\"",
                "It has: \(known.joined(separator: ", "))." + Suggestion.question(for: name, among: known), at: origin)
        }
    }
}
