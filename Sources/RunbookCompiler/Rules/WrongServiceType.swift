import Runbook

/// An action concerns the type of the service that it names.
enum WrongServiceType: Rule {
    static let page = RulePage(
        code: "SY603",
        title: "service of the wrong type",
        why: """
            Traffic is routed to services that answer requests, and roles belong to services that keep data; \
            mixing them up does nothing, or does it to the wrong thing.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: shift
                shift: {from: us-east-1, to: us-west-2, service: orders_db, percent: 100}
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: shift
                shift: {from: us-east-1, to: us-west-2, service: orders_api, percent: 100}
            """)

    static let needsEnvironment = true

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        guard !subject.linked.names.isInferred else { return }
        for kind in [ActionKind.shift, .promote, .fence, .replicate, .verify] {
            for index in subject.linked.entries(of: kind) {
                let entry = subject.entries[index]
                guard let argument = entry.step.action.value.service,
                    let service = subject.linked.service(argument, in: entry.scope)
                else { continue }
                let type = subject.linked.topology.services[service.index].type
                let isFit = kind == .shift ? type.isRouted : type.isStateful
                guard !isFit else { continue }
                let name = subject.linked.topology.name(of: service)
                let what =
                    kind == .shift
                    ? "routes requests, which a \(type.rawValue) does not take"
                    : "concerns data, which a \(type.rawValue) does not keep"
                let fitting = subject.linked.topology.services.filter {
                    kind == .shift ? $0.type.isRouted : $0.type.isStateful
                }
                let known = fitting.map(\.name)
                subject.report.error(
                    self, "\(entry.step.action.value.key) \(what), but \"\(name)\" is one",
                    known.isEmpty
                        ? "The environment has no service that fits."
                        : "Name one of: \(known.joined(separator: ", ")).",
                    at: entry.origin(argument.span))
            }
        }
    }
}
