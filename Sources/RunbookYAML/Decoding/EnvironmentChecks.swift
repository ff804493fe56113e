import Runbook

/// What can be wrong with what an environment says about its own names.
enum EnvironmentChecks {
    static func run(_ outline: EnvironmentOutline, sink: inout DiagnosticSink) {
        checkPrimary(outline, &sink)
        checkLinks(outline, &sink)
        checkServices(outline, &sink)
        checkCycles(outline, &sink)
        checkAdapters(outline, &sink)
        checkQuorum(outline, &sink)
        checkThresholds(outline, &sink)
    }

    private static func checkPrimary(_ outline: EnvironmentOutline, _ sink: inout DiagnosticSink) {
        let roles = outline.regions.compactMap(\.role)
        let primaries = outline.regions.filter { $0.role?.value == .primary }
        let isCertain = !outline.lacksRegions && roles.count == outline.regions.count
        if primaries.isEmpty, isCertain, let first = roles.first {
            sink.report(
                .primaryCount, "no region is primary", help: "Give the region that takes writes the role primary.",
                at: first.span)
        }
        for extra in primaries.dropFirst() {
            guard let role = extra.role, let first = primaries[0].role else { continue }
            sink.report(
                .primaryCount, "region \"\(extra.name.value)\" is a second primary",
                help: "Exactly one region is primary; give the others the role secondary, tertiary or quaternary.",
                at: role.span, note: ("the first one is here", first.span))
        }
    }

    private static func checkLinks(_ outline: EnvironmentOutline, _ sink: inout DiagnosticSink) {
        let names = outline.regions.map(\.name.value)
        let known = Set(names)
        var seen: [[String]: SourceSpan] = [:]
        for link in outline.links {
            for end in [link.from, link.to].compactMap(\.self)
            where !outline.lacksRegions && !known.contains(end.value) {
                sink.report(
                    .unknownRegion, "there is no region \"\(end.value.abbreviated)\"",
                    help: "Write one of the regions above.\(Suggestion.question(for: end.value, among: names))",
                    at: end.span)
            }
            guard let from = link.from, let to = link.to else { continue }
            let pair = [from.value, to.value]
            if pair[0] == pair[1] {
                sink.report(
                    .repeatedLink, "region \"\(pair[0].abbreviated)\" replicates to itself",
                    help: "Name two different regions.", at: to.span)
            } else if let earlier = seen[pair] {
                sink.report(
                    .repeatedLink,
                    "the link from \"\(pair[0].abbreviated)\" to \"\(pair[1].abbreviated)\" is written twice",
                    help: "Keep one of the two.", at: to.span, note: ("it is first written here", earlier))
            } else {
                seen[pair] = to.span
            }
        }
    }

    /// What adapters are told about is there, and can be what they play.
    private static func checkAdapters(_ outline: EnvironmentOutline, _ sink: inout DiagnosticSink) {
        let regions = outline.regions.map(\.name.value)
        for choice in outline.adapters {
            guard let settings = choice.settings else { continue }
            let kind = settings.kind
            if !settings.parts.contains(choice.part.value) {
                let list = settings.parts.map(\.rawValue).joined(separator: " or ")
                sink.report(
                    .unfitAdapter, "\(settings.name) does not play \(choice.part.value.rawValue)",
                    help: "Write it under \(list), and another adapter here.", at: choice.adapter.span)
            }
            for metric in kind?.unknownMetrics ?? [] {
                let names = Metric.builtIn.map(\.name)
                sink.report(
                    .unknownMetric, "there is no metric \"\(metric.value.abbreviated)\"",
                    help: "Write a metric of the language, or custom.NAME for one that is declared under metrics."
                        + Suggestion.question(for: metric.value, among: names),
                    at: metric.span)
            }
            for region in kind?.regions ?? [] where !outline.lacksRegions && !regions.contains(region.value) {
                sink.report(
                    .unknownRegion, "there is no region \"\(region.value.abbreviated)\"",
                    help: "Write one of the regions above.\(Suggestion.question(for: region.value, among: regions))",
                    at: region.span)
            }
            for objection in kind?.objections ?? [] {
                sink.report(
                    .unfitAdapter, "\(objection.place.value.abbreviated) \(objection.what)", help: objection.help,
                    at: objection.place.span)
            }
            for (one, other) in kind?.entangled(outline.regions.map(\.name)) ?? [] {
                sink.report(
                    .unfitAdapter, "\(settings.name) cannot tell \(one.value) from \(other.value)",
                    help: "Give each a name of its own there.", at: one.span,
                    note: ("the other one is here", other.span))
            }
            for service in settings.services {
                let declared = outline.services.first { $0.name.value == service.value }
                guard let type = declared?.type, kind?.fits(type.value, playing: choice.part.value) == false else {
                    continue
                }
                sink.report(
                    .unfitAdapter,
                    "\(settings.name) cannot play \(choice.part.value.rawValue) of a \(type.value.rawValue)",
                    help: "Leave \(service.value) out here, or correct its type.", at: service.span,
                    note: ("its type is written here", type.span))
            }
        }
    }

    /// As many as have to agree must be there to agree.
    private static func checkQuorum(_ outline: EnvironmentOutline, _ sink: inout DiagnosticSink) {
        guard let quorum = outline.quorum, quorum.value > 1 else { return }
        let observers = outline.adapters.filter { $0.part.value == .health }
        guard observers.allSatisfy({ $0.settings != nil }) else { return }
        let groups = Dictionary(grouping: observers) { Set($0.settings?.services.map(\.value) ?? []) }
        let least = groups.values.map(\.count).min() ?? 1
        guard least < quorum.value else { return }
        sink.report(
            .unfitAdapter,
            "\(quorum.value) observers have to agree, and of some services there \(least == 1 ? "is 1" : "are \(least)")",
            help: "Name as many adapters under health, each for the same services, or lower the quorum.",
            at: quorum.span)
    }

    /// Statuses get worse as availability falls, wherever thresholds of a region meet those of a service.
    private static func checkThresholds(_ outline: EnvironmentOutline, _ sink: inout DiagnosticSink) {
        typealias Own = EnvironmentOutline.Thresholds
        func isSound(_ applied: [Own]) -> Bool {
            guard let last = applied.last else { return true }
            let all = applied.reduce(Environment.Thresholds()) { $0.applying($1.value) }
            let steps = [("healthy", all.healthy), ("degraded", all.degraded), ("critical", all.critical)]
            for (better, worse) in zip(steps, steps.dropFirst()) where better.1 < worse.1 {
                sink.report(
                    .thresholdOrder, "\(better.0) is from \(better.1), and \(worse.0) from \(worse.1)",
                    help: "Let \(worse.0) begin at \(better.1) or below; what is not written is 95%, 80% and 50%.",
                    at: last.span)
                return false
            }
            return true
        }
        let base = [outline.thresholds].compactMap(\.self)
        guard isSound(base) else { return }
        let regions = outline.regionThresholds.filter { isSound(base + [$0.own]) }
        for service in outline.serviceThresholds where isSound(base + [service.own]) {
            // A region that names no services has all.
            _ = regions.filter { $0.services.isEmpty || $0.services.contains(service.name) }
                .allSatisfy { isSound(base + [$0.own, service.own]) }
        }
    }

    private static func checkServices(_ outline: EnvironmentOutline, _ sink: inout DiagnosticSink) {
        if outline.lacksServices { return }
        let names = outline.services.map(\.name.value)
        let known = Set(names)
        let uses =
            outline.services.flatMap(\.dependsOn) + outline.regions.flatMap(\.services)
            + outline.adapters.flatMap { $0.settings?.services ?? [] }
        for use in uses where !known.contains(use.value) {
            sink.report(
                .unknownService, "there is no service \"\(use.value.abbreviated)\"",
                help: "Declare it under services.\(Suggestion.question(for: use.value, among: names))", at: use.span)
        }
    }

    /// Peels off services whose dependencies are all peeled off; what stays is in a cycle, or depends on one.
    private static func checkCycles(_ outline: EnvironmentOutline, _ sink: inout DiagnosticSink) {
        let services = outline.services
        var number: [String: Int] = [:]
        for (index, service) in services.enumerated() { number[service.name.value] = index }
        let needs = services.map { $0.dependsOn.compactMap { number[$0.value] } }
        var users = [[Int]](repeating: [], count: services.count)
        for (index, needed) in needs.enumerated() { for other in needed { users[other].append(index) } }
        var open = needs.map(\.count)
        var ready = open.indices.filter { open[$0] == 0 }
        while let index = ready.popLast() {
            for user in users[index] {
                open[user] -= 1
                if open[user] == 0 { ready.append(user) }
            }
        }
        guard let start = open.firstIndex(where: { $0 > 0 }) else { return }
        var path = [start]
        var position = [start: 0]
        while let next = needs[path[path.count - 1]].first(where: { open[$0] > 0 }) {
            if let begin = position[next] {
                let cycle = (path[begin...] + [next]).map { services[$0].name.value }
                let arrow =
                    cycle.count > 12
                    ? cycle.prefix(12).joined(separator: " -> ") + " ..." : cycle.joined(separator: " -> ")
                sink.report(
                    .dependencyCycle, "services depend on each other in a circle: \(arrow)",
                    help: "Remove one of these dependencies.", at: services[next].name.span)
                return
            }
            position[next] = path.count
            path.append(next)
        }
    }
}
