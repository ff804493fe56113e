import Engine
package import Monitoring
package import Runbook
import RunbookCompiler
import World

/// Each service of one region.
package struct HealthReport: LookoutReport, Sendable {
    package var survey: Survey
    package var health: RegionHealth
    package var thresholds: Environment.Thresholds

    package static func make(_ lookout: Lookout, region: String) async throws(OrchestratorError) -> HealthReport {
        let index = try lookout.region(region)
        let survey = await lookout.look()
        return HealthReport(
            survey: survey, health: RegionHealth(index, in: survey, lookout.environment),
            thresholds: lookout.environment.thresholds(region: region))
    }

    package var isAlarming: Bool { health.status.severity > HealthStatus.degraded.severity }

    private func name(_ service: ServiceIndex) -> String { survey.topology.name(of: service) }

    package func text(_ style: Style, width: Int = 80) -> String {
        var table = TextTable([
            ("SERVICE", .left), ("STATUS", .left), ("AVAIL", .right), ("P50", .right), ("P95", .right), ("P99", .right),
            ("ERRORS", .right), ("RATE", .right),
        ])
        for service in health.services {
            table.add([
                TextTable.Cell(name(service.service)),
                TextTable.Cell(service.status.word) { service.status.paint($0, $1) },
                TextTable.Cell(Figures.share(service.effective)), TextTable.Cell(Figures.time(service.p50)),
                TextTable.Cell(Figures.time(service.p95)), TextTable.Cell(Figures.time(service.p99)),
                TextTable.Cell(Figures.share(service.errorRate)), TextTable.Cell(Figures.rate(service.throughput)),
            ])
        }
        let region = survey.topology.name(of: health.region)
        let whole =
            "\(region): \(health.status.word)" + (health.availability.map { ", \(Figures.share($0)) available" } ?? "")
        var lines = [style.bold(whole), ""] + table.lines(style, width: width)
        if !notes.isEmpty { lines += [""] + notes.flatMap { $0.wrapped(to: width) } }
        lines += ["", style.dim(legend)]
        return lines.joined(separator: "\n") + "\n"
    }

    private var legend: String {
        "healthy from \(thresholds.healthy), degraded from \(thresholds.degraded), critical from \(thresholds.critical)"
            + ", of the last \(SurveyQuestions.window)"
    }

    private func availability(_ service: ServiceHealth) -> MetricQuery {
        SurveyQuestions.query(.availability, health.region, service.service)
    }

    private func disagreement(_ service: ServiceHealth) -> String? {
        let source = survey[availability(service)]?.source
        return source.flatMap { $0.hasPrefix("observers disagree") ? $0.printable : nil }
    }

    private func shortfall(_ service: ServiceHealth) -> String? {
        let query = availability(service)
        guard survey.isShort(query), let told = survey[query], let covered = survey.coverage(of: query) else {
            return nil
        }
        return "told from \(told.samples) sample\(told.samples == 1 ? "" : "s") of the last \(covered.brief) only"
    }

    private var notes: [String] { health.services.flatMap(notes) }

    private func notes(_ service: ServiceHealth) -> [String] {
        let own = name(service.service)
        var notes = disagreement(service).map { ["\(own): \($0)"] } ?? []
        if let short = shortfall(service) { notes.append("\(own): \(short)") }
        if let limit = service.limitedBy { notes.append("\(own) depends on \(name(limit)), which is worse") }
        notes += service.breaches.map { "\(own): \($0.sentence)" }
        if service.availability == nil { notes.append("\(own): nobody could tell its availability") }
        return notes
    }

    package var json: JSON {
        [
            "region": .string(survey.topology.name(of: health.region)), "status": .string(health.status.rawValue),
            "availability": Figures.json(health.availability),
            "time": .string(Timestamp(survey.time).rfc3339),
            "services": .array(
                health.services.map { service in
                    [
                        "service": .string(name(service.service)), "status": .string(service.status.rawValue),
                        "availability": Figures.json(service.availability),
                        "with_dependencies": Figures.json(service.effective),
                        "limited_by": .optional(service.limitedBy.map(name)),
                        "error_rate": Figures.json(service.errorRate),
                        "response_time_p50_ms": Figures.json(service.p50),
                        "response_time_p95_ms": Figures.json(service.p95),
                        "response_time_p99_ms": Figures.json(service.p99),
                        "throughput": Figures.json(service.throughput),
                        "disagreement": .optional(disagreement(service)),
                        "covered_ms": Figures.json(survey.coverage(of: availability(service))),
                        "breaches": .array(service.breaches.map { .string($0.sentence) }),
                    ]
                }),
        ]
    }
}
