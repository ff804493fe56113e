import Engine
import Monitoring
package import Runbook
import RunbookCompiler

/// RTO and RPO now, for people and for programs.
package struct ObjectivesReport: LookoutReport, Sendable {
    package var found: ObjectivesSurvey

    package init(_ found: ObjectivesSurvey) { self.found = found }

    private func name(_ region: RegionIndex) -> String { found.topology.name(of: region) }

    package func text(_ style: Style, width: Int = 80) -> String {
        let known =
            switch found.basis {
            case .observed: "the writer"
            case .remembered: "the last writer that was seen; nobody sees one now"
            case .declared: "declared as the primary; the writer is not known"
            }
        var lines = [style.bold("if \(name(found.source)) were lost now") + " (\(known))", ""]
        var table = TextTable([
            ("TAKES OVER", .left), ("RPO", .right), ("TARGET", .right), ("", .left), ("RTO", .right),
            ("TARGET", .right),
            ("", .left), ("PLANNED", .right),
        ])
        for row in found.rows {
            table.add([
                TextTable.Cell(name(row.target)), TextTable.Cell(Figures.time(row.rpo)),
                TextTable.Cell(Figures.time(row.objectives.rpo)),
                TextTable.Cell(row.rpoCompliance.rawValue) { row.rpoCompliance.paint($0, $1) },
                TextTable.Cell(Figures.time(row.rto)), TextTable.Cell(Figures.time(row.objectives.rto)),
                TextTable.Cell(row.rtoCompliance.rawValue) { row.rtoCompliance.paint($0, $1) },
                TextTable.Cell(Figures.time(row.planned?.total)),
            ])
        }
        lines += table.lines(style, width: width)
        for row in found.rows { lines += [""] + explanation(row, style, width) }
        lines += found.gaps.flatMap { [""] + $0.printable.wrapped(to: width) }
        if let error = found.accuracy.median {
            let count = found.accuracy.pairs.count
            lines += [
                "",
                "told from the runs before them, \(count) past run\(count == 1 ? "" : "s") took \(Figures.share(error)) more or less (median)",
            ]
        }
        lines +=
            [""]
            + ("RPO: lag and age of its sample, at worst. RTO: the time without a writer or without service if \"immediate\" "
            + "were run in emergency mode, from its start. PLANNED: the same of \"gradual\".").wrapped(to: width)
            .map(style.dim)
        return lines.joined(separator: "\n") + "\n"
    }

    private func explanation(_ row: RegionObjectives, _ style: Style, _ width: Int) -> [String] {
        var lines = [style.bold(name(row.target))]
        for point in row.points {
            let service = found.topology.name(of: point.service)
            var text =
                "  RPO \(service): "
                + (point.bound.map { "\($0.brief) at most, by \(point.dominant.rawValue)" }
                    ?? "unknown (\(point.dominant.rawValue))")
            if let bytes = point.bytes { text += ", \(Figures.bytes(bytes))" }
            if point.isOutrun { text += "; more is written than the link carries" }
            lines.append(text)
        }
        if let trend = row.trend {
            lines.append(
                "  its lag \(abs(trend) < 0.1 ? "stays" : trend > 0 ? "grows by \(Figures.time(trend * 60)) a minute" : "shrinks by \(Figures.time(-trend * 60)) a minute")"
            )
        }
        lines = lines.map { $0.cropped(to: width) }
        let planned = row.obstacles[.planned]
        let isSame = planned == row.obstacles[.emergency]
        for (title, time, obstacle) in [
            ("RTO", row.emergency, row.obstacles[.emergency]), ("planned", row.planned, isSame ? nil : planned),
        ] {
            if let obstacle {
                lines += "\(title): no telling; \(obstacle.printable)".wrapped(to: width - 2).map { "  " + $0 }
            }
            guard let time, let dominant = time.dominant else { continue }
            let basis = ObjectivesReport.word(dominant.basis)
            lines.append(
                "  \(title): mostly \(dominant.step), \(dominant.length.brief) (\(basis))".cropped(to: width))
        }
        return lines
    }

    static func word(_ basis: RecoveryTime.Basis) -> String {
        switch basis {
        case .recorded(let runs): "measured \(runs) time\(runs == 1 ? "" : "s")"
        case .assumed: "assumed, never measured here"
        case .fixed: "as written"
        }
    }

    package var json: JSON {
        [
            "environment": .string(found.environment), "time": .string(Timestamp(found.time).rfc3339),
            "source": .string(name(found.source)), "source_observed": .bool(found.isSourceObserved),
            "targets": .array(
                found.rows.map { row in
                    [
                        "region": .string(name(row.target)), "rpo_ms": Figures.json(row.rpo),
                        "rpo_objective_ms": Figures.json(row.objectives.rpo),
                        "rpo": .string(row.rpoCompliance.rawValue),
                        "rto_ms": Figures.json(row.rto), "rto_objective_ms": Figures.json(row.objectives.rto),
                        "rto": .string(row.rtoCompliance.rawValue), "planned_ms": Figures.json(row.planned?.total),
                        "lag_trend_ms_per_s": Figures.json(row.trend),
                        "rto_obstacle": .optional(row.obstacles[.emergency]),
                        "planned_obstacle": .optional(row.obstacles[.planned]),
                        "rto_terms": .array(row.emergency?.terms.map(ObjectivesReport.json) ?? []),
                        "planned_terms": .array(row.planned?.terms.map(ObjectivesReport.json) ?? []),
                    ]
                }),
            "forecast_error": Figures.json(found.accuracy.median),
            "gaps": .array(found.gaps.map(JSON.string)),
            "past": .array(
                found.accuracy.pairs.map {
                    [
                        "run": .string($0.run), "mode": .string($0.mode.rawValue),
                        "forecast_ms": .integer($0.forecast.rawValue), "actual_ms": .integer($0.actual.rawValue),
                    ]
                }),
        ]
    }

    static func json(_ term: RecoveryTime.Term) -> JSON {
        ["step": .string(term.step), "ms": .integer(term.length.rawValue), "basis": .string(word(term.basis))]
    }
}
