import Runbook

/// There are at most 255 regions and 128 services.
enum TooManyNames: Rule {
    static let page = RulePage(
        code: "SY609",
        title: "too many regions or services",
        why: """
            Plans keep regions and services as small numbers, so that every situation of a run can be compared \
            and proved.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            limits: {deadline: 12h, rollback_reserve: 4h}
            steps:

            """
                + (1...129).map { "  - {id: warm\($0), scale: {region: us-west-2, service: s\($0), to: 100%}}\n" }
                .joined(),
        badInWords: "A runbook, or an environment, with 129 services.",
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: settle
                wait: 30s
            """)

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        let names = subject.linked.names
        let origin =
            subject.environment.map { SourceOrigin(file: $0.file, span: $0.name.span) }
            ?? subject.linked.root.origin(subject.linked.root.runbook.name.span)
        if names.hasTooManyRegions {
            subject.report.error(
                self, "there are more than \(NameTable.regionCapacity) regions",
                "Divide the environment into parts that fail over on their own.", at: origin)
        }
        if names.hasTooManyServices {
            subject.report.error(
                self, "there are more than \(ServiceSet.capacity) services",
                "Put services that move together under one name.", at: origin)
        }
    }
}
