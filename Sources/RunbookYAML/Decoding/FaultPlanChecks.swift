package import Runbook

/// What can be wrong with the names in a fault plan: in the environment that it is played in, a fault on a name that
/// is not there would never strike.
package enum FaultPlanChecks {
    /// Regions and services that the environment does not have.
    package static func check(_ plan: FaultPlan, in environment: Environment) -> [Diagnostic] {
        var sink = DiagnosticSink(file: plan.file)
        for fault in plan.faults {
            switch fault.subject {
            case .region(let region): check(region, environment, &sink)
            case .service(let service, let region):
                check(region, environment, &sink)
                check(service, at: region.value, environment, &sink)
            case .link(let from, let to):
                check(from, environment, &sink)
                check(to, environment, &sink)
                if from.value == to.value {
                    sink.report(
                        .repeatedLink, "region \"\(to.value.abbreviated)\" has no link to itself",
                        help: "Name two different regions.", at: to.span)
                }
            }
        }
        if let writer = plan.expect.writer { check(writer, environment, &sink) }
        for weight in plan.expect.weights { check(weight.region, environment, &sink) }
        return sink.finish()
    }

    /// Whether it was written for this runbook.
    package static func check(_ plan: FaultPlan, isFor runbook: String) -> [Diagnostic] {
        var sink = DiagnosticSink(file: plan.file)
        if plan.runbook.value != runbook {
            sink.report(
                .otherRunbook,
                "this fault plan was written for \"\(plan.runbook.value.abbreviated)\", not for \"\(runbook)\"",
                help: "Name one that was written for this runbook: times and expectations of another mean nothing.",
                at: plan.runbook.span)
        }
        return sink.finish()
    }

    /// Whether its runbook is one of those that are there.
    package static func check(_ plan: FaultPlan, isAmong runbooks: [String]) -> [Diagnostic] {
        var sink = DiagnosticSink(file: plan.file)
        if !runbooks.contains(plan.runbook.value) {
            sink.report(
                .otherRunbook, "there is no runbook \"\(plan.runbook.value.abbreviated)\" that this could be for",
                help: "Correct its name, or name its folder with --library."
                    + Suggestion.question(for: plan.runbook.value, among: runbooks),
                at: plan.runbook.span)
        }
        return sink.finish()
    }

    private static func check(_ region: Located<String>, _ environment: Environment, _ sink: inout DiagnosticSink) {
        let names = environment.regions.map(\.name.value)
        guard !names.contains(region.value) else { return }
        sink.report(
            .unknownRegion, "\(environment.name.value) has no region \"\(region.value.abbreviated)\"",
            help: "Write one of: \(listed(names))."
                + Suggestion.question(for: region.value, among: names),
            at: region.span)
    }

    private static func check(
        _ service: Located<String>, at region: String, _ environment: Environment, _ sink: inout DiagnosticSink
    ) {
        let own = environment.regions.first { $0.name.value == region }?.services?.map(\.value) ?? []
        let names = own.isEmpty ? environment.services.map(\.name.value) : own
        guard !names.contains(service.value) else { return }
        let isElsewhere = environment.services.contains { $0.name.value == service.value }
        sink.report(
            .unknownService,
            "\(isElsewhere ? region : environment.name.value) has no service \"\(service.value.abbreviated)\"",
            help: "Write one of: \(listed(names))."
                + Suggestion.question(for: service.value, among: names),
            at: service.span)
    }

    private static func listed(_ names: [String]) -> String {
        names.count <= 12 ? names.joined(separator: ", ") : names.prefix(12).joined(separator: ", ") + ", ..."
    }
}
